// What opens above the composer: the commands menu, and the results of inline mode.

import { element } from "./entities.js";

const PAUSE_MS = 350;

export class Panel {
  constructor(given) {
    Object.assign(this, given);
    this.commands = [];
    this.asked = 0;
    this.button.addEventListener("click", () => (this.place.hidden ? this.show(this.commands) : this.close()));
  }

  close() {
    this.asked += 1;
    clearTimeout(this.timer);
    this.place.hidden = true;
    this.place.replaceChildren();
    this.button.setAttribute("aria-expanded", "false");
  }

  /** Follow what is being typed: `/he` narrows the commands, `@bot question` asks inline. */
  follow() {
    const words = this.text.value;
    const inline = `@${this.bot()} `;
    if (words.toLowerCase().startsWith(inline.toLowerCase())) {
      clearTimeout(this.timer);
      const query = words.slice(inline.length).trim();
      if (query) this.timer = setTimeout(() => this.search(query), PAUSE_MS);
      else this.say("Type a question; its answers appear here.");
    } else if (/^\/\w*$/.test(words)) {
      this.show(this.commands.filter((each) => `/${each.command}`.startsWith(words)));
    } else if (!this.place.hidden) this.close();
  }

  show(commands) {
    if (!commands.length) { this.say("No commands."); return; }
    this.list(commands.map((each) => {
      const made = element("button");
      made.append(element("strong", "", `/${each.command}`), element("span", "dim", each.description));
      made.addEventListener("click", async () => { this.close(); this.text.value = ""; await this.write(`/${each.command}`); });
      return made;
    }));
  }

  async search(query) {
    const number = (this.asked += 1);
    this.say("Searching…");
    let found = null;
    try { found = await this.ask(query); } catch (problem) { this.say(problem.message); return; }
    if (number !== this.asked) return;
    if (!found.answer) { this.say("The bot does not answer in inline mode."); return; }
    if (!found.answer.results.length) { this.say(found.answer.button?.text ?? "No results."); return; }
    this.list(found.answer.results.map((each) => {
      const made = element("button");
      made.append(element("span", "", each.title), element("small", "", each.description));
      made.addEventListener("click", () => { this.close(); this.text.value = ""; this.choose(found.inline_query_id, each.id); });
      return made;
    }));
  }

  say(words) {
    this.place.replaceChildren(element("p", "", words));
    this.place.hidden = false;
  }

  list(buttons) {
    buttons.forEach((each) => { each.type = "button"; });
    this.place.replaceChildren(...buttons);
    this.place.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
  }

  /** Take arrow keys while the panel is open; true when the key was for the panel. */
  key(event) {
    const buttons = [...this.place.querySelectorAll("button")];
    if (this.place.hidden || !buttons.length) return false;
    const at = buttons.findIndex((each) => each.classList.contains("on"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = (at + (event.key === "ArrowDown" ? 1 : -1) + buttons.length) % buttons.length;
      buttons.forEach((each, number) => each.classList.toggle("on", number === (at < 0 && event.key === "ArrowUp" ? buttons.length - 1 : next)));
      buttons.find((each) => each.classList.contains("on")).scrollIntoView({ block: "nearest" });
      return true;
    }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); buttons[at].click(); return true; }
    return false;
  }
}
