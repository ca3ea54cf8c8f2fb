// A place for files: a real field lies over all of it, to be clicked, tabbed to and dropped on.
export default {
  props: { url: String, label: String, hint: String, multiple: Boolean, accept: String },
  data() {
    return { over: false, busy: false, names: "" };
  },
  template: `
    <form class="drop" :class="{ over, busy }" @submit.prevent
      @dragover.prevent="over = true" @dragleave="over = false" @drop.prevent="dropped">
      <svg class="drop-sign" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 15V4m0 0L7.5 8.5M12 4l4.5 4.5M4 14v4a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-4" />
      </svg>
      <label class="drop-label" for="drop-file">{{ label }}</label>
      <p class="soft" id="drop-hint">{{ hint }}</p>
      <span class="drop-row">
        <span class="button" aria-hidden="true">{{ names ? "Choose another file" : "Choose a file" }}</span>
        <span class="drop-state" role="status">{{ busy ? "Reading " + names + " …" : names }}</span>
      </span>
      <input id="drop-file" ref="file" type="file" :multiple="multiple" :accept="accept"
        aria-describedby="drop-hint" @change="chosen" @keydown.enter.prevent="$refs.file.click()">
    </form>`,
  methods: {
    chosen() {
      this.send([...this.$refs.file.files]);
    },
    dropped(event) {
      this.over = false;
      this.send([...event.dataTransfer.files]);
    },
    async send(files) {
      if (!files.length || this.busy) return;
      this.busy = true;
      this.names = files.length === 1 ? files[0].name : `${files.length} files`;
      const form = new FormData();
      for (const file of files) form.append("files", file);
      try {
        const answer = await fetch(this.url, { method: "POST", body: form });
        if (!answer.ok) this.refused(answer.status);
      } catch {
        this.refused(0);
      }
      this.$refs.file.value = "";
      this.busy = false;
    },
    refused(status) {
      this.names = "";
      this.$emit("refused", status);
    },
  },
};
