// Turns a text with Bot API entities into elements. JavaScript strings are UTF-16, as entities' offsets are.
// Only textContent is ever set; a link is followed only when it is http, https or tg.

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};
const LONG_QUOTE_LINES = 3;

export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function safeLink(address) {
  try {
    return ["http:", "https:", "tg:"].includes(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}

function link(address) {
  const made = element("a");
  const safe = safeLink(address);
  if (safe) { made.href = safe; made.target = "_blank"; made.rel = "noopener noreferrer"; made.title = safe; }
  return made;
}

function wrapper(entity, words, onCommand) {
  if (entity.type === "text_link") return link(entity.url);
  if (entity.type === "url") return link(words);
  if (entity.type === "bot_command") {
    const made = element("button", "command");
    made.type = "button";
    made.addEventListener("click", () => onCommand(words));
    return made;
  }
  if (entity.type === "mention" || entity.type === "text_mention" || entity.type === "hashtag") return element("a");
  const made = element(TAGS[entity.type] ?? "span", entity.type === "spoiler" ? "spoiler" : "");
  if (entity.type === "spoiler") made.addEventListener("click", () => made.classList.add("open"));
  return made;
}

function expandable(quote, words) {
  const inner = element("div", "inner");
  inner.append(...quote.childNodes);
  quote.append(inner);
  if (words.length < 150 && words.split("\n").length <= LONG_QUOTE_LINES) return;
  quote.classList.add("long");
  const more = element("button", "more", "▾");
  more.type = "button";
  more.setAttribute("aria-expanded", "false");
  more.setAttribute("aria-label", "Show the whole quotation");
  more.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    more.textContent = open ? "▴" : "▾";
    more.setAttribute("aria-expanded", String(open));
  });
  quote.append(more);
}

export function render(target, text, entities = [], onCommand = () => {}) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  target.replaceChildren(...build(text, sorted, 0, text.length, onCommand));
}

function build(text, entities, start, end, onCommand) {
  const nodes = [];
  let at = start;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at) continue;
    if (entity.offset > at) nodes.push(document.createTextNode(text.slice(at, entity.offset)));
    const words = text.slice(entity.offset, stop);
    const made = wrapper(entity, words, onCommand);
    const within = entities.slice(i + 1).filter((each) => each.offset < stop && each.offset + each.length <= stop);
    made.append(...build(text, within, entity.offset, stop, onCommand));
    if (entity.type === "expandable_blockquote") expandable(made, words);
    nodes.push(made);
    at = stop;
    // A quotation is a block of its own: the line break that follows it would show as an empty line.
    if (made.tagName === "BLOCKQUOTE" && text[at] === "\n" && at < end) at += 1;
  }
  if (at < end) nodes.push(document.createTextNode(text.slice(at, end)));
  return nodes;
}
