// Draws one message: sender, reply, text with entities, picture, keyboard, reactions.

import { element, render, safeLink } from "./entities.js";

export const nameOf = (who) => who?.first_name ?? who?.title ?? "";
export const senderOf = (message) => message.sender_chat ?? message.from;

const KINDS = {
  photo: "🖼 Picture", sticker: "Sticker", voice: "🎤 Voice message", audio: "🎵 Audio", animation: "GIF", video: "🎬 Video",
  video_note: "🎬 Video message", location: "📍 Location", contact: "👤 Contact", dice: "🎲 Dice",
};
const kindOf = (message) => KINDS[Object.keys(KINDS).find((each) => message[each])] ?? (message.document ? `📄 ${message.document.file_name}` : "");
export const wordsOf = (message) => message.text ?? message.caption ?? kindOf(message);

function button(label, text, onClick) {
  const made = element("button", "", text);
  made.type = "button";
  made.title = label;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", onClick);
  return made;
}

const SERVICE = {
  forum_topic_created: (message, who) => `${who} created the topic “${message.forum_topic_created.name}”`,
  group_chat_created: (_, who) => `${who} created the group`,
  new_chat_members: (message, who) => `${who} added ${message.new_chat_members.map(nameOf).join(", ")}`,
  left_chat_member: (message, who) => `${who} removed ${nameOf(message.left_chat_member)}`,
  migrate_to_chat_id: () => "This group has become a supergroup",
  migrate_from_chat_id: () => "This supergroup was a group",
};
const serviceOf = (message) => SERVICE[Object.keys(SERVICE).find((each) => message[each])];

function service(message) {
  const words = serviceOf(message)(message, nameOf(senderOf(message)));
  const made = element("li", "service", words);
  made.dataset.id = message.message_id;
  return made;
}

function replied(message, actions) {
  const original = message.reply_to_message;
  if (!original || original.forum_topic_created) return [];
  const made = button("Go to the message", "", () => actions.show(original.message_id));
  made.className = "replied";
  made.append(element("strong", "", nameOf(senderOf(original))), element("span", "", message.quote?.text ?? wordsOf(original)));
  return [made];
}

function key(each, message, actions) {
  if (each.url) {
    const made = element("a", "", each.text);
    const safe = safeLink(each.url);
    if (safe) { made.href = safe; made.target = "_blank"; made.rel = "noopener noreferrer"; made.title = safe; }
    return made;
  }
  const made = element("button", "", each.text);
  made.type = "button";
  made.addEventListener("click", () => actions.press(message, each, made));
  return made;
}

function keyboard(message, actions) {
  if (!message.reply_markup) return [];
  const made = element("div", "keyboard");
  for (const row of message.reply_markup.inline_keyboard) {
    const line = element("div");
    line.append(...row.map((each) => key(each, message, actions)));
    made.append(line);
  }
  return [made];
}

function forwarded({ forward_origin: origin }) {
  if (!origin) return [];
  return [element("div", "via", `Forwarded from ${nameOf(origin.sender_user ?? origin.chat ?? origin.sender_chat)}`)];
}

function picture(message) {
  const photo = message.photo?.at(-1) ?? message.sticker;
  if (!photo) return [];
  const made = element("img");
  made.src = `/sandbox/files/${encodeURIComponent(photo.file_id)}?picture=1`;
  made.width = photo.width;
  made.height = photo.height;
  made.alt = message.caption ?? "Picture";
  return [made];
}

function meta(message, reactions, actions) {
  const made = element("div", "meta");
  const given = element("span", "reactions");
  for (const [emoji, count] of Object.entries(reactions ?? {})) {
    given.append(button(`React with ${emoji}`, count > 1 ? `${emoji} ${count}` : emoji, () => actions.react(message, emoji)));
  }
  const time = new Date(message.date * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  if (given.childNodes.length) made.append(given);
  made.append(element("time", "", message.edit_date ? `edited ${time}` : time));
  return made;
}

export function draw(message, { me, bot, group, reactions, actions }) {
  if (serviceOf(message)) return service(message);
  const own = message.from?.id === me;
  const made = element("li", own ? "message own" : "message");
  made.dataset.id = message.message_id;
  const bubble = element("div", "bubble");
  if (group && !own) bubble.append(element("div", "sender", nameOf(senderOf(message))));
  if (message.via_bot) bubble.append(element("div", "via", `via @${message.via_bot.username}`));
  bubble.append(...forwarded(message), ...replied(message, actions), ...picture(message));
  if (!message.text && !message.photo) bubble.append(element("div", "kind", kindOf(message)));
  const body = element("div", "body");
  render(body, message.text ?? message.caption ?? "", message.entities ?? message.caption_entities, actions.write);
  bubble.append(body, meta(message, reactions, actions));
  const tools = element("div", "tools");
  tools.append(button("Reply", "↩", () => actions.reply(message)), button("React", "☺", (event) => actions.pick(message, event.currentTarget)));
  if (own && message.text && !message.via_bot && !message.forward_origin) tools.append(button("Edit", "✎", () => actions.edit(message)));
  made.append(bubble, ...keyboard(message, actions), tools);
  made.classList.toggle("from-bot", message.from?.id === bot.id);
  return made;
}
