// A plain table; cells are text, or {text, href}.
export default {
  props: { caption: String, columns: Array, rows: Array, hidden_caption: Boolean },
  template: `
    <div class="table" tabindex="0" role="region" :aria-label="caption">
      <table>
        <caption :class="{ unseen: hidden_caption }">{{ caption }}</caption>
        <thead><tr>
          <th v-for="(column, c) in columns" :key="c" scope="col" :class="{ number: column.number }">
            {{ column.label }}<span v-if="column.unit" class="unit"> {{ column.unit }}</span>
          </th>
        </tr></thead>
        <tbody><tr v-for="(row, r) in rows" :key="r">
          <component v-for="(cell, c) in row" :key="c" :is="c === 0 ? 'th' : 'td'"
            :scope="c === 0 ? 'row' : null" :class="{ number: columns[c].number }">
            <a v-if="cell && cell.href" :href="cell.href">{{ cell.text }}</a>
            <template v-else>{{ cell }}</template>
          </component>
        </tr></tbody>
      </table>
    </div>`,
};
