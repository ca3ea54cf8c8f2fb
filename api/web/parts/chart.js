// An ECharts chart whose colours, patterns and formats are named, not written: what is named is looked up here,
// nothing is run, and it is drawn anew when the page turns light or dark.
import { echarts } from "nicegui-echart";

function found(value) {
  if (Array.isArray(value)) return value.map(found);
  if (typeof value !== "object" || value === null) return value;
  if ("$colour" in value) return staffmix.token(value.$colour);
  if ("$decal" in value) return staffmix.decal(value.$decal);
  if ("$format" in value) return staffmix.format(value.$format, value.unit);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, found(inner)]));
}

// text and tables are painted first, then one chart after the other
const waiting = [];

function later(begin) {
  const work = { begin, over: false };
  waiting.push(work);
  if (waiting.length === 1) requestAnimationFrame(() => setTimeout(next));
  return work;
}

function next() {
  const work = waiting.shift();
  if (waiting.length) setTimeout(next);
  if (work.over) return;
  work.over = true;
  work.begin();
}

export default {
  template: "<div></div>",
  props: { options: Object, enable3d: Boolean, renderer: String, theme: String },
  mounted() {
    this.turn = () => this.draw(true);
    window.addEventListener("staffmix:look", this.turn);
    this.begun = later(() => this.begin());
  },
  beforeUnmount() {
    window.removeEventListener("staffmix:look", this.turn);
    this.begun.over = true;
    this.watch?.disconnect();
    this.chart?.dispose();
  },
  methods: {
    begin() {
      this.chart = echarts.init(this.$el, null, { renderer: this.renderer });
      this.chart.on("click", (event) => this.$emit("componentClick", event));
      this.draw(true);
      this.watch = new ResizeObserver(() => {
        const { clientWidth, clientHeight } = this.$el;
        if (clientWidth !== this.chart.getWidth() || clientHeight !== this.chart.getHeight()) this.chart.resize();
      });
      this.watch.observe(this.$el);
    },
    draw(anew) {
      if (!this.chart) return; // it will begin with what is newest
      this.chart.setOption(found(this.options), { notMerge: anew });
    },
    update_chart() {
      if (this.chart) this.draw(this.chart.getOption()?.series?.length !== this.options.series?.length);
    },
    run_chart_method(name, ...args) {
      if (!this.chart) {
        this.begun.over = true;
        this.begin();
      }
      return this.chart[name](...args);
    },
  },
};
