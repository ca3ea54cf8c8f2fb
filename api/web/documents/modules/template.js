// What is to be seen of the sheets: tabs, tools, the grid's place, the faults. All text is shown as text.
export const template = `
    <section class="sheets">
      <div class="sheet-bar">
        <div role="tablist" :aria-label="'Sheets of the ' + title" class="sheet-tabs">
          <button v-for="name in names" :key="name" role="tab" type="button" :id="'tab-' + name.replaceAll(' ', '-')"
            :aria-selected="String(name === sheet)" :tabindex="name === sheet ? 0 : -1" aria-controls="sheet-grid"
            @click="show(name)" @keydown="turn">
            {{ name }}<span class="rows">{{ counts[name] }}</span>
            <span v-if="wrong(name)" class="wrong-count" :aria-label="wrong(name) + ' faults'">{{ wrong(name) }}</span>
          </button>
        </div>
        <div v-if="!locked" class="sheet-tools" role="group" aria-label="Edit">
          <button type="button" class="quiet" @click="undo" :disabled="!undos" title="Ctrl+Z">Undo</button>
          <button type="button" class="quiet" @click="redo" :disabled="!redos" title="Ctrl+Y">Redo</button>
          <button type="button" class="quiet" @click="fill" title="Ctrl+D">Fill down</button>
          <button type="button" class="quiet" @click="add">Add row</button>
          <button type="button" class="quiet" @click="drop">Remove row</button>
        </div>
      </div>
      <div v-if="stretch" class="calendar-note" role="status">
        <p>The calendar in Start asks for {{ found.periods.length }} columns from {{ found.periods[0] }};
          there are {{ dated.length }}.</p>
        <button type="button" class="button" @click="reshape">Set the columns to the calendar</button>
      </div>
      <div ref="grid" class="sheet-grid" id="sheet-grid" role="tabpanel" :aria-labelledby="'tab-' + sheet.replaceAll(' ', '-')"></div>
      <div class="sheet-foot">
        <p class="help" aria-live="polite">{{ said || help }}</p>
        <label v-if="more" class="further"><input type="checkbox" v-model="further" @change="rebuild"> {{ more === 1 ? "one further column" : more + " further columns" }}</label>
      </div>
      <section v-if="found.count" class="cell-faults" aria-label="Faults">
        <h3>{{ found.count === 1 ? "One fault" : found.count + " faults" }} to mend before it is stored</h3>
        <ol>
          <li v-for="(fault, at) in found.list" :key="at">
            <button type="button" @click="go(fault)" :disabled="!fault.sheet">
              <code class="place">{{ fault.place }}</code>
              <span class="found">{{ fault.found }}</span>
              <span class="fix">{{ fault.fix }}</span>
            </button>
            <button v-if="takes(fault)" type="button" class="quiet" @click="take(fault)">Take the column out</button>
          </li>
        </ol>
      </section>
    </section>`;
