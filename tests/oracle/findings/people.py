"""Where formulas (9), (10), (34) do not say what is meant. Run: PYTHONPATH=. python tests/oracle/findings/people.py"""
import sys
sys.path.insert(0,'/tmp')
from drive import model_optimum
from scheduler.problem import *
from tests.oracle.optimum import answer
from tests.rules.small import *
def show(name, p, meant):
    a=answer(p); print(name,'| model', model_optimum(p),'oracle(as formula)',a.cost,'meant',meant, a.hires,a.releases)
wk=lambda *v: ByAge(step='week',values=v)
# A (10): K=0, J=2 through pay_by_age: veteran swapped for newcomer at half pay, max_of_present=0
show('A swap veteran for cheap newcomers (max_of_present=0)',
 problem(stream([40]*4),pools=[pool(1,hire=Hire(),pay_by_age=wk(.5,.5,.5,.5),release=Release(max_of_present=0))]), 4000)
# B (9): arrivals still ramping let bound hires be released; K=4, J=2 
show('B bound hire released because an arrival ramps',
 problem(stream([80,80,0,0]),pools=[pool(1,hire=Hire(min_tenure='4w',ramp=wk(1.0,1.0,1.0)),arriving=(HeadsOn.model_validate({'date':week(1),'heads':1.0}),),
   release=Release(max_of_present=9))]), None)
# C (10): attrition makes an old release unlawful later
show('C attrition makes an old release unlawful later',
 problem(stream([400,0,0,0,0]),pools=[pool(0,attrition=.99,hire=Hire(),release=Release(max_of_present=0))]), None)
# D (34): hours done ahead of work that is then called undone live on
show('D ahead lives on', problem(stream([40,40,40],max_early='1w',key='calls',shortage_cost=(
   Dated.model_validate({'value':100.0}),) ) ,pools=[pool(1)]),None)
