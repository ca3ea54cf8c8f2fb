// Who comes, goes and is there: a bar for each, between 0 and 1 of the plan's time. All values are text.
const share = (value) => (100 * value).toFixed(3) + "%";

export default {
  props: { rows: Array, ticks: Array },
  methods: {
    place: (row) => ({ left: share(row.from), width: share(Math.max(row.to - row.from, 0)) }),
    at: (value) => ({ left: share(value) }),
    beside: (row) => (row.to > 0.7 && row.from > 0.3 ? { right: share(1 - row.from) } : { left: share(row.to) }),
    inside: (row) => row.from <= 0.3 && row.to > 0.7,
  },
  template: `
    <div class="gantt" tabindex="0" role="region" aria-label="Contracts and hires from start to end">
      <div class="gantt-inside">
        <div class="gantt-head" aria-hidden="true"><span></span><div class="lane">
          <span v-for="tick in ticks" :key="tick.at" class="tick" :style="at(tick.at)">{{ tick.text }}<span v-if="tick.year" class="year"> {{ tick.year }}</span></span>
        </div></div>
        <ol>
          <li v-for="(row, r) in rows" :key="r" class="gantt-row">
            <span class="gantt-who" :title="row.who">{{ row.who }}</span>
            <div class="lane">
              <i v-for="tick in ticks" :key="tick.at" class="rule" :style="at(tick.at)" aria-hidden="true"></i>
              <span v-if="row.instant" class="gantt-mark" :class="[row.kind, 'look-' + row.look]" :style="at(row.from)" aria-hidden="true"></span>
              <span v-else class="gantt-bar" :class="[row.kind, 'look-' + row.look, { open: row.open }]" :style="place(row)" aria-hidden="true"></span>
              <span v-if="row.kind === 'hire'" class="gantt-mark hire look-own" :style="at(row.from)" aria-hidden="true"></span>
              <span class="gantt-text" :class="{ inside: inside(row) }" :style="inside(row) ? at(row.from) : beside(row)">
                <span>{{ row.text }}</span><span class="unseen">, {{ row.said }}</span></span>
            </div>
          </li>
        </ol>
      </div>
    </div>`,
};
