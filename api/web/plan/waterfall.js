// What makes up the cost: each step begins where the last one ended. All values are text.
const share = (value) => (100 * value).toFixed(3) + "%";

export default {
  props: { groups: Array, total: String, unit: String },
  methods: {
    place: (step) => ({ left: share(Math.min(step.from, step.to)), width: share(Math.abs(step.to - step.from)) }),
  },
  template: `
    <div class="table waterfall" tabindex="0" role="region" aria-label="What makes up the cost">
      <table>
        <caption class="unseen">What makes up the cost</caption>
        <thead><tr><th scope="col">Part</th><th scope="col" class="lane-head"><span class="unseen">Picture</span></th>
          <th scope="col" class="number">Amount <span class="unit">{{ unit }}</span></th>
          <th scope="col" class="number">Share</th></tr></thead>
        <tbody v-for="group in groups" :key="group.name" :class="{ unnamed: group.hidden }">
          <tr class="group"><th scope="rowgroup">{{ group.name }}</th><td class="lane"></td>
            <td class="number">{{ group.total }}</td><td class="number">{{ group.share }}</td></tr>
          <tr v-for="step in group.steps" :key="step.name">
            <th scope="row" :title="step.text">{{ step.name }}</th>
            <td class="lane"><span class="fall" :class="step.look" :style="place(step)"></span></td>
            <td class="number">{{ step.amount }}</td><td class="number">{{ step.share }}</td>
          </tr>
        </tbody>
        <tfoot><tr><th scope="row">In all</th><td class="lane"><span class="fall look-total"></span></td>
          <td class="number">{{ total }}</td><td class="number">100 %</td></tr></tfoot>
      </table>
    </div>`,
};
