"""The last step: a plan made tidy, scope by scope on all cores, so that no single step makes it cheaper.

`clean` is the door. A scope (`scopes`) tries its steps (`steps`) one after another (`descent`), each priced
by what follows from it (`consequences`) and a small linear program (`trial`); the changes that the scopes
find are taken over where the whole plan allows (`taken`).
"""
