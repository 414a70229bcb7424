// The page: who writes, which chat is open, what happens in it.

import { get, listen, post } from "./api.js";
import { element } from "./entities.js";
import { draw, nameOf, senderOf, wordsOf } from "./messages.js";
import { Panel } from "./panel.js";

const $ = (id) => document.getElementById(id);
const TYPING_MS = 5500;
const TOAST_MS = 3500;
const LANGUAGES = { id: "Bahasa Indonesia", en: "English", jv: "Basa Jawa", de: "Deutsch", ar: "العربية" };
const state = {
  people: [], chats: [], bot: {}, emoji: [], administrator: 0, chat: null, me: null, topic: null, messages: new Map(), shown: {},
  reply: null, editing: null, unread: new Map(), waiting: new Map(), typing: null,
};
let opening = 0;

const person = () => state.people.find((each) => each.id === state.me);
const chat = () => state.chats.find((each) => each.id === state.chat);
const isGroup = () => chat()?.type !== "private";
const titleOf = (each) => each.title ?? each.first_name;
const tint = (number) => `tint${(state.chats.findIndex((each) => each.id === number) + 5) % 5}`;

function toast(words) {
  $("toast").textContent = words;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("toast").hidden = true; }, TOAST_MS);
}

async function attempt(action) {
  try { return await action(); } catch (problem) { toast(problem.message); return null; }
}

async function loadState() {
  const found = await get("/sandbox/state");
  Object.assign(state, { people: found.people, chats: found.chats, bot: found.bot, emoji: found.reactions, administrator: found.administrator });
  drawChats();
  drawPeople();
}

function drawChats() {
  $("chats").replaceChildren(...state.chats.map((each) => {
    const made = element("button");
    made.type = "button";
    made.setAttribute("aria-current", String(each.id === state.chat));
    const words = element("span", "words");
    const owner = state.people.find((other) => other.id === each.person_id);
    words.append(element("strong", "", titleOf(each)),
      element("span", "", owner ? `with ${state.bot.first_name} · ${LANGUAGES[owner.language_code] ?? owner.language_code}` : "group, two topics"));
    made.append(element("span", `avatar ${tint(each.id)}`, titleOf(each).slice(0, 1)), words);
    if (!owner) words.lastChild.textContent = each.topics.length ? `group · ${each.topics.length} topics` : "group";
    if (state.unread.get(each.id)) made.append(element("span", "unread", String(state.unread.get(each.id))));
    made.addEventListener("click", () => open(each.id));
    const item = element("li");
    item.append(made);
    return item;
  }));
}

function drawPeople() {
  const options = state.people.map((each) => { const made = element("option", "", nameOf(each)); made.value = each.id; return made; });
  $("person").replaceChildren(...options);
  $("person").value = String(state.me ?? "");
  $("person").disabled = !isGroup();
  const code = person()?.language_code ?? "en";
  $("language").replaceChildren(...[...new Set([...Object.keys(LANGUAGES), code])].map((each) => {
    const made = element("option", "", LANGUAGES[each] ?? each); made.value = each; return made;
  }));
  $("language").value = code;
}

async function open(id, topic = null) {
  const number = (opening += 1);
  state.chat = id;
  state.topic = topic;
  if (!isGroup()) state.me = chat().person_id;
  else if (!state.people.some((each) => each.id === state.me)) state.me = state.people[0]?.id;
  state.unread.delete(id);
  stopReplying();
  panel.close();
  document.body.classList.add("chatting");
  drawChats();
  drawPeople();
  drawHeader();
  drawTopics();
  const [found, shown] = await Promise.all([get(`/sandbox/messages?chat_id=${id}`), get(`/sandbox/commands?chat_id=${id}&user_id=${state.me}`)]);
  if (number !== opening) return;
  state.messages = new Map(found.messages.map((each) => [each.message_id, each]));
  state.shown = shown;
  panel.commands = shown.commands;
  drawHeader();
  drawMessages();
  localStorage.setItem("chat", String(id));
  if (matchMedia("(min-width: 721px)").matches) $("text").focus();
}

function drawHeader() {
  const title = isGroup() ? titleOf(chat()) : (state.shown.name ?? state.bot.first_name);
  $("title").textContent = title;
  $("avatar").textContent = title.slice(0, 1);
  $("avatar").className = `avatar ${tint(isGroup() ? state.chat : state.bot.id)}`;
  $("subtitle").classList.toggle("busy", Boolean(state.typing));
  $("subtitle").textContent = state.typing ?? (isGroup() ? `${state.people.length} people and a bot · you are ${nameOf(person())}` : `bot · you are ${nameOf(person())} · @${state.bot.username}`);
  $("text").placeholder = isGroup() ? "Message or /ask" : "Message";
}

function drawTopics() {
  const topics = chat().topics;
  $("topics").hidden = !topics.length;
  $("topics").replaceChildren(...[{ id: null, name: "General" }, ...topics].map((each) => {
    const made = element("button", "", each.name);
    made.type = "button";
    made.setAttribute("role", "tab");
    made.setAttribute("aria-selected", String(each.id === state.topic));
    made.addEventListener("click", () => open(state.chat, each.id));
    return made;
  }));
}

const inTopic = (message) => (message.message_thread_id ?? null) === state.topic;

function drawn(message) {
  const given = { me: state.me, bot: state.bot, group: isGroup(), reactions: state.shown.reactions?.[message.message_id], actions };
  return draw(message, given);
}

function welcome() {
  const made = element("li", "welcome");
  made.append(element("strong", "", isGroup() ? titleOf(chat()) : state.shown.name ?? state.bot.first_name));
  const words = isGroup() ? `In groups the bot sees only commands, mentions and replies to it: /ask, or @${state.bot.username}.` : state.shown.description || "No messages here yet.";
  made.append(document.createTextNode(words));
  if (!isGroup()) {
    const start = element("button", "primary", "START");
    start.type = "button";
    start.addEventListener("click", () => write("/start"));
    made.append(start);
  }
  return made;
}

function drawMessages() {
  const found = [...state.messages.values()].filter(inTopic);
  const spoken = found.some(wordsOf);
  $("messages").replaceChildren(...found.map(drawn), ...(spoken ? [] : [welcome()]));
  toEnd();
}

const toEnd = () => { $("messages").scrollTop = $("messages").scrollHeight; };
const atEnd = () => $("messages").scrollHeight - $("messages").scrollTop - $("messages").clientHeight < 160;
const itemOf = (id) => $("messages").querySelector(`[data-id="${Number(id)}"]`);

const controls = (item) => [...item.querySelectorAll("button, a[href]")];

function redraw(id) {
  const message = state.messages.get(id);
  const old = itemOf(id);
  if (!message || !old) return;
  const stay = atEnd();
  const open = [...old.querySelectorAll("blockquote.open")].length;
  const fresh = drawn(message);
  fresh.style.animation = "none";
  const focused = controls(old).indexOf(document.activeElement);
  old.replaceWith(fresh);
  if (focused >= 0) controls(fresh).at(Math.min(focused, controls(fresh).length - 1)).focus({ preventScroll: true });
  if (open) fresh.querySelector("blockquote .more")?.click();
  if (stay) toEnd();
}

const actions = {
  write: (words) => write(words),
  show: (id) => { const item = itemOf(id); item?.scrollIntoView({ block: "center" }); item?.classList.add("flash"); setTimeout(() => item?.classList.remove("flash"), 1200); },
  react: async (message, emoji) => {
    const mine = message.my_reaction === emoji ? "" : emoji;
    message.my_reaction = mine;
    await attempt(() => post("/sandbox/reactions", { chat_id: state.chat, message_id: message.message_id, user_id: state.me, emoji: mine }));
  },
  reply: (message) => {
    state.editing = null;
    const chosen = String(getSelection() ?? "");
    const quote = chosen.trim() && wordsOf(message).includes(chosen) ? chosen : null;
    state.reply = { id: message.message_id, quote };
    showReplying(nameOf(senderOf(message)), quote ?? wordsOf(message));
  },
  edit: (message) => { state.reply = null; state.editing = message.message_id; $("text").value = message.text; showReplying("Edit", message.text); },
  pick: (message, at) => pick(message, at),
  press: async (message, each, made) => {
    if (each.copy_text) { await attempt(() => navigator.clipboard.writeText(each.copy_text.text)); toast("Copied"); return; }
    if (each.callback_data === undefined) { $("text").value = `@${state.bot.username} ${each.switch_inline_query_current_chat ?? each.switch_inline_query}`; $("text").focus(); panel.follow(); return; }
    made.classList.add("waiting");
    const given = { chat_id: state.chat, message_id: message.message_id, user_id: state.me, data: each.callback_data };
    const pressed = await attempt(() => post("/sandbox/callbacks", given));
    if (pressed) state.waiting.set(pressed.callback_query_id, made);
    setTimeout(() => made.classList.remove("waiting"), 15000);
  },
};

function pick(message, at) {
  $("picker").replaceChildren(...state.emoji.map((emoji) => {
    const made = element("button", "", emoji);
    made.type = "button";
    made.setAttribute("role", "menuitem");
    made.addEventListener("click", () => { $("picker").hidden = true; actions.react(message, emoji); });
    return made;
  }));
  $("picker").hidden = false;
  const box = at.getBoundingClientRect();
  const size = $("picker").getBoundingClientRect();
  $("picker").style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
  $("picker").style.top = `${Math.max(8, box.top - size.height - 6)}px`;
  $("picker").firstChild.focus();
}

function showReplying(name, words) {
  $("replying").hidden = false;
  $("replying").querySelector("strong").textContent = name;
  $("replying").querySelector("p").textContent = words;
  $("text").focus();
}

function stopReplying() {
  state.reply = null;
  state.editing = null;
  $("replying").hidden = true;
}

async function write(words) {
  const place = { chat_id: state.chat, user_id: state.me };
  const body = { ...place, language: person().language_code, text: words };
  if (state.topic !== null) body.message_thread_id = state.topic;
  if (state.reply) { body.reply_to_message_id = state.reply.id; if (state.reply.quote) body.quote = state.reply.quote; }
  const sent = await attempt(() => (state.editing ? post("/sandbox/edits", { ...place, message_id: state.editing, text: words }) : post("/sandbox/messages", body)));
  if (sent) stopReplying();
  return sent;
}

// What is dropped on the page is sent as a document, with what was being written as its caption.
async function sendFile(file) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
  const body = { chat_id: state.chat, user_id: state.me, language: person().language_code, media: "document", text: $("text").value.trim() };
  if (state.topic !== null) body.message_thread_id = state.topic;
  await post("/sandbox/messages", { ...body, file_name: file.name, file: address.slice(address.indexOf(",") + 1) });
  $("text").value = "";
  grow();
}

function grow() {
  $("text").style.height = "auto";
  $("text").style.height = `${$("text").scrollHeight}px`;
}

async function send() {
  const words = $("text").value.trim();
  if (!words) return;
  if (!(await write(words))) return;
  // What was typed meanwhile is the next message.
  if ($("text").value.trim() === words) { $("text").value = ""; grow(); }
  panel.close();
}

const panel = new Panel({
  place: $("panel"), text: $("text"), button: $("menu"), bot: () => state.bot.username, write,
  ask: (query) => post("/sandbox/inline", { chat_id: state.chat, user_id: state.me, language: person().language_code, query }),
  choose: (inline_query_id, result_id) => attempt(() => post("/sandbox/inline/chosen", { inline_query_id, result_id, ...(state.topic === null ? {} : { message_thread_id: state.topic }) })),
});

const events = {
  message: ({ message }) => {
    if (message.chat.id !== state.chat) {
      state.unread.set(message.chat.id, (state.unread.get(message.chat.id) ?? 0) + 1);
      drawChats();
      return;
    }
    if (message.from?.id === state.bot.id) setTyping(null);
    const mine = message.from?.id === state.me;
    const stay = atEnd() || mine;
    state.messages.set(message.message_id, message);
    if (!inTopic(message)) return;
    $("messages").querySelector(".welcome")?.remove();
    $("messages").append(drawn(message));
    if (stay) toEnd();
  },
  edited: ({ message }) => { if (message.chat.id === state.chat) { state.messages.set(message.message_id, message); redraw(message.message_id); } },
  deleted: ({ chat_id, message_id }) => { if (chat_id === state.chat) { state.messages.delete(message_id); itemOf(message_id)?.remove(); } },
  reactions: ({ chat_id, message_id, reactions }) => {
    if (chat_id !== state.chat) return;
    (state.shown.reactions ??= {})[message_id] = reactions;
    redraw(message_id);
  },
  action: ({ chat_id, action, message_thread_id }) => {
    if (chat_id === state.chat && (message_thread_id ?? null) === state.topic) setTyping(action === "typing" ? "typing…" : `${action.replaceAll("_", " ")}…`);
  },
  callback_answer: ({ callback_query_id, user_id, text, show_alert }) => {
    state.waiting.get(callback_query_id)?.classList.remove("waiting");
    state.waiting.delete(callback_query_id);
    if (user_id !== state.me || !text) return;
    if (show_alert) { $("alert").querySelector("p").textContent = text; $("alert").showModal(); } else toast(text);
  },
  chats: loadState,
  menu: () => { clearTimeout(events.timer); events.timer = setTimeout(refreshMenu, 150); },
  reload: async () => { await loadState(); if (state.chat) await open(state.chat, state.topic); },
};

async function refreshMenu() {
  if (!state.chat) return;
  state.shown = await get(`/sandbox/commands?chat_id=${state.chat}&user_id=${state.me}`);
  panel.commands = state.shown.commands;
  drawHeader();
  if ($("messages").querySelector(".welcome")) drawMessages();
}

function setTyping(words) {
  clearTimeout(setTyping.timer);
  state.typing = words;
  drawHeader();
  if (words) setTyping.timer = setTimeout(() => setTyping(null), TYPING_MS);
}

document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file && state.chat) attempt(() => sendFile(file));
});
$("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
$("text").addEventListener("input", () => { grow(); panel.follow(); });
$("text").addEventListener("keydown", (event) => {
  if (panel.key(event)) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (!$("picker").hidden) $("picker").hidden = true;
  else if (!$("panel").hidden) panel.close();
  else stopReplying();
});
document.addEventListener("click", (event) => { if (!$("picker").contains(event.target) && !event.target.closest(".tools")) $("picker").hidden = true; });
$("replying").querySelector("button").addEventListener("click", () => { if (state.editing) $("text").value = ""; stopReplying(); });
$("back").addEventListener("click", () => document.body.classList.remove("chatting"));
$("person").addEventListener("change", () => { state.me = Number($("person").value); open(state.chat, state.topic); });
$("language").addEventListener("change", () => { person().language_code = $("language").value; attempt(() => post("/sandbox/language", { user_id: state.me, language: $("language").value })).then(refreshMenu); drawChats(); });
$("theme").addEventListener("click", () => {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", document.documentElement.dataset.theme);
});

if (localStorage.getItem("theme")) document.documentElement.dataset.theme = localStorage.getItem("theme");
await loadState();
const wanted = new URLSearchParams(location.search).get("chat") ?? localStorage.getItem("chat");
const first = state.chats.find((each) => String(each.id) === wanted) ?? state.chats[0];
await open(first.id);
if (!wanted) document.body.classList.toggle("chatting", matchMedia("(min-width: 721px)").matches);
listen((event) => events[event.type]?.(event), () => { $("subtitle").textContent = "connection lost; trying again…"; });
