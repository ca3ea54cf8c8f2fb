// What to decide, by when. All values are text; `look` names a supplier's colour and pattern.
export default {
  props: { rows: Array, cost: String },
  computed: {
    days() {
      const days = [];
      for (const row of this.rows) {
        if (days.at(-1)?.by !== row.by) days.push({ by: row.by, note: row.note, late: row.late, rows: [] });
        days.at(-1).rows.push(row);
      }
      return days;
    },
  },
  template: `
    <div class="table decisions" tabindex="0" role="region" aria-label="Decisions by date">
      <table>
        <caption class="unseen">What to decide, by when</caption>
        <thead><tr>
          <th scope="col">Decide by</th><th scope="col">What</th><th scope="col">From, to</th>
          <th scope="col" class="number">Heads or hours</th>
          <th scope="col" class="number">Cost <span class="unit">{{ cost }}</span></th>
        </tr></thead>
        <tbody v-for="day in days" :key="day.by">
          <tr v-for="(row, r) in day.rows" :key="r" :class="{ late: day.late }">
            <th v-if="r === 0" scope="rowgroup" :rowspan="day.rows.length" class="by">
              {{ day.by }}<span v-if="day.note" class="mark" :class="{ wrong: day.late }">{{ day.note }}</span>
            </th>
            <td class="what"><span class="swatch" :class="'look-' + row.look" aria-hidden="true"></span>
              <span><span class="verb">{{ row.verb }}</span> {{ row.what }}</span></td>
            <td class="dates">{{ row.dates }}</td>
            <td class="number">{{ row.amount }}</td>
            <td class="number">{{ row.cost }}</td>
          </tr>
        </tbody>
      </table>
    </div>`,
};
