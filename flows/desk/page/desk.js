"use strict";
(() => {
  const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udfff]/g;
  const BOUNDS = { "=": "exactly", "~": "about", ">": "more than", ">=": "at least", "<": "less than", "<=": "at most", range: "from … to" };
  const KINDS = ["person", "organisation", "document", "media", "unnamed"];
  const DONE = { confirm: "Confirmed", correct: "Corrected", dispute: "Disputed", unverifiable: "Marked unverifiable", retract: "Retracted", undo: "Taken back" };
  const ACTIONS = [["confirm", "c", "Confirm"], ["correct", "e", "Correct"], ["dispute", "d", "Dispute"], ["unverifiable", "u", "Unverifiable"], ["retract", "r", "Retract"]];
  const RETRY_MS = 3000, MOST = 200;

  const byId = (id) => document.getElementById(id);
  const proof = document.querySelector("meta[name=proof]").content;
  let queue = [], sheet = null, outbox = restore(), done = [], flushing = false, timer = null;

  // Everything an article says goes into the page as text, never as markup.
  function el(tag, props, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(props ?? {})) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value === true) node.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
  }
  function said(text) {
    const parts = [];
    let at = 0;
    for (const found of String(text).matchAll(HIDDEN)) {
      const code = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      parts.push(text.slice(at, found.index), el("span", { class: "hidden-character" }, "[U+" + code + "]"));
      at = found.index + found[0].length;
    }
    return el("bdi", {}, ...parts, String(text).slice(at));
  }
  const tell = (line) => { byId("status").textContent = line; };
  const short = (text) => { const line = text.replace(/\s+/g, " "); return line.length > 90 ? line.slice(0, 89) + "…" : line; };

  function restore() {
    try { return JSON.parse(localStorage.getItem("claims-desk-outbox")) ?? []; } catch { return []; }
  }
  function keep() {
    try { localStorage.setItem("claims-desk-outbox", JSON.stringify(outbox)); } catch { /* a private window keeps nothing */ }
  }

  async function ask(path, options) {
    const response = await fetch(path, options);
    const body = await response.json().catch(() => ({ error: "the desk gave no answer that can be read" }));
    return { status: response.status, body };
  }

  async function loadQueue(first) {
    const concern = byId("concern").value;
    const { status, body } = await ask("/api/queue?concern=" + encodeURIComponent(concern));
    if (status !== 200) { tell(body.error); return; }
    const waiting = new Set(outbox.map((entry) => entry.claim_id));
    queue = body.filter((row) => !waiting.has(row.claim_id));
    drawQueue();
    if (first) await open(queue[0]?.claim_id);
  }
  function drawQueue() {
    byId("left").textContent = "(" + (queue.length < MOST ? queue.length : "first " + MOST) + ")";
    byId("queue").replaceChildren(...queue.map((row) => el("li", {},
      el("button", { type: "button", "aria-current": row.claim_id === sheet?.claim_id && "true", onclick: () => open(row.claim_id) },
        said(short(row.exact)), el("small", { class: row.concern ? "hot" : "" }, row.concerns ?? "no concern"), el("small", {}, said(row.title ?? row.article))))));
    byId("queue").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  async function open(claimId) {
    if (!claimId) {
      sheet = null;
      byId("claim").replaceChildren(el("p", {}, "Nothing is left to judge here."));
      drawQueue();
      return;
    }
    const { status, body } = await ask("/api/claims/" + encodeURIComponent(claimId));
    if (status !== 200) { tell(body.error); return; }
    sheet = body;
    drawSheet();
    drawQueue();
    byId("claim").focus({ preventScroll: true });
  }
  function figureWords(q) {
    const bound = q.comparator === "=" || q.comparator === "range" ? "" : BOUNDS[q.comparator] + " ";
    return bound + q.value + (q.value2 ? " to " + q.value2 : "") + " " + q.unit;
  }
  function fact(name, ...value) { return [el("dt", {}, name), el("dd", {}, ...value)]; }
  function list(items, show) { return items.length ? items.flatMap((item, n) => (n ? [el("br"), show(item)] : [show(item)])) : ["none"]; }

  function drawSheet() {
    const r = sheet.reading, row = queue.find((one) => one.claim_id === sheet.claim_id);
    const chain = r.sources.length ? list(r.sources, (s) => el("span", {}, said(s.name), " (" + s.kind + ")")) : ["nobody is cited"];
    byId("claim").replaceChildren(...[
      el("h2", { id: "claim-title" }, said(sheet.title ?? sheet.article)),
      el("p", { class: "fine" }, said(sheet.publisher ?? "publisher not known"), " · " + (sheet.published ?? "no date") + " · ", said(sheet.article)),
      row?.concerns ? el("p", { class: "hot" }, row.concerns) : null,
      el("div", { class: "context" }, "… ", said(sheet.before), el("mark", {}, said(r.text)), said(sheet.after), " …"),
      el("dl", {},
        ...fact("Voice", el("span", { class: r.label }, r.label), r.cue ? el("span", {}, " by “", said(r.cue), "”") : null),
        ...fact("Source", ...chain),
        ...fact("Figures", ...list(r.quantities, (q) => el("span", {}, said(figureWords(q)), " – “", said(q.surface), "”"))),
        ...fact("Dates", ...list(r.periods, (p) => el("span", {}, (p.start ?? "…") + " to " + (p.end ?? "…") + " – “", said(p.surface), "”"))),
        ...fact("Modality", r.modality),
        ...fact("Evidence", sheet.rule + ", right in " + Math.round(sheet.confidence * 100) + " of 100; worth checking " + sheet.check_worthiness.toFixed(2))),
      el("div", { class: "actions", role: "group", "aria-label": "Decide" },
        ACTIONS.map(([decision, key, label]) => el("button", { type: "button", "data-decision": decision, "aria-keyshortcuts": key, class: decision === "confirm" ? "main" : "", onclick: () => act(decision) }, label + " ", el("kbd", {}, key)))),
      el("div", { id: "form" }),
      sheet.history.length ? el("ol", { class: "history", "aria-label": "Decisions so far" }, sheet.history.map(drawPast)) : null,
    ].filter(Boolean));
  }
  function drawPast(past) {
    const gone = sheet.history.some((other) => other.undoes === past.judgement_id);
    return el("li", { class: gone ? "undone" : "" }, DONE[past.decision] + " by ", said(past.judged_by), " on " + past.judged_at.slice(0, 16).replace("T", " ") + " UTC", past.note ? el("span", {}, ": “", said(past.note), "”") : null);
  }

  function act(decision, withNote = false) {
    if (!sheet) return;
    if (decision === "correct") drawCorrection();
    else if (decision === "confirm" && !withNote) decide({ decision });
    else drawNote(decision);
  }
  function shell(title, fields, submit) {
    const form = el("form", { "aria-label": title, onsubmit: (event) => { event.preventDefault(); submit(); }, onkeydown: (event) => {
      if (event.key === "Escape") { event.preventDefault(); byId("form").replaceChildren(); byId("claim").focus(); }
    } }, el("h2", {}, title), ...fields, el("p", { id: "fault", class: "hot", role: "alert" }),
      el("button", { type: "submit", class: "main" }, "Record ", el("kbd", {}, "Enter")));
    byId("form").replaceChildren(form);
    form.querySelector("input, textarea, select").focus();
    form.scrollIntoView({ block: "nearest" });
  }
  const noteField = () => [el("label", { class: "block", for: "note" }, "Note (may stay empty)"), el("input", { id: "note", maxlength: 10000, autocomplete: "off" })];
  function drawNote(decision) {
    shell(ACTIONS.find(([one]) => one === decision)[2], noteField(), () => decide({ decision, note: byId("note").value }));
  }

  const choice = (name, values, chosen, label) => el("select", { "data-field": name, "aria-label": label }, values.map((value) => el("option", { value, selected: value === chosen }, BOUNDS[value] ? value + " " + BOUNDS[value] : value)));
  const field = (name, value, label, size) => el("input", { "data-field": name, value: value ?? "", "aria-label": label, placeholder: label, size, autocomplete: "off" });
  function drawCorrection() {
    const r = sheet.reading, voice = r.label === "asserted" ? "asserted" : "attributed";
    const figures = [...r.quantities, null].map((q, n) => el("div", { class: "line", "data-figure": q?.quantity_id ?? "" },
      field("value", q?.value, "value of figure " + (n + 1), 12), field("value2", q?.value2, "upper value", 8), field("unit", q?.unit, "unit", 12), choice("comparator", Object.keys(BOUNDS), q?.comparator ?? "=", "bound of figure " + (n + 1))));
    const sources = [...r.sources, null].map((s, n) => el("div", { class: "line", "data-source": true },
      field("name", s?.name, n ? "whom that one cites" : "who says so", 30), choice("kind", KINDS, s?.kind ?? "organisation", "kind of source " + (n + 1))));
    const words = el("textarea", { id: "words", maxlength: 5000 });
    words.value = r.text;
    words.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); words.form.requestSubmit(); } });
    shell("Correct", [
      el("fieldset", {}, el("legend", {}, "Figures (empty the value to remove one; the last line adds one)"), ...figures),
      el("fieldset", {}, el("legend", {}, "Voice"), choice("voice", ["attributed", "asserted"], voice, "voice")),
      el("fieldset", {}, el("legend", {}, "Source chain, nearest first (empty the name to remove one)"), ...sources),
      el("fieldset", {}, el("label", { class: "block", for: "words" }, "Words of the claim, as they stand in the article"), words),
      ...noteField(),
    ], () => decide({ decision: "correct", note: byId("note").value, correction: correction() }));
  }
  function correction() {
    const form = byId("form"), r = sheet.reading;
    const value = (line, name) => line.querySelector("[data-field=" + name + "]").value.trim();
    const figures = [...form.querySelectorAll("[data-figure]")].filter((line) => value(line, "value")).map((line) => ({
      value: value(line, "value"), value2: value(line, "value2") || null, unit: value(line, "unit"), comparator: value(line, "comparator"), quantity_id: line.dataset.figure || null }));
    const voice = form.querySelector("[data-field=voice]").value;
    const sources = [...form.querySelectorAll("[data-source]")].filter((line) => value(line, "name")).map((line) => ({ name: value(line, "name"), kind: value(line, "kind") }));
    const words = byId("words").value;
    return { voice, figures, sources: voice === "asserted" ? [] : sources, words: words === r.text ? null : words };
  }

  function decide(what) {
    const by = byId("editor").value.trim();
    if (!by) { tell("Say who you are first."); byId("editor").focus(); return; }
    const entry = { claim_id: sheet.claim_id, seen: sheet.version, shown: sheet.shown, by, ...what, note: what.note?.trim() || null };
    outbox.push({ ...entry, words: short(sheet.reading.text) });
    keep();
    flush();
  }
  function undo() {
    const waiting = outbox.at(-1);
    if (waiting && !flushing) {
      outbox.pop(); keep(); drawOutbox();
      tell("Not sent after all: " + waiting.words);
      loadQueue(false).then(() => open(waiting.claim_id));
      return;
    }
    const last = done.at(-1);
    if (!last) { tell("There is no decision of this session to take back."); return; }
    done.pop();
    outbox.push({ claim_id: last.claim_id, seen: last.version, shown: last.shown, by: byId("editor").value.trim() || last.by, decision: "undo", note: null, words: last.words });
    keep();
    flush();
  }

  async function flush() {
    if (flushing) return;
    flushing = true;
    clearTimeout(timer);
    while (outbox.length) {
      const { words, ...entry } = outbox[0];
      let answer;
      try {
        answer = await ask("/api/judgements", { method: "POST", headers: { "Content-Type": "application/json", "X-Claims-Desk": proof }, body: JSON.stringify(entry) });
      } catch {
        answer = { status: 0, body: { error: "the desk does not answer; is it still running?" } };
      }
      if (answer.status === 200) { outbox.shift(); keep(); await settled(entry, words, answer.body); continue; }
      if (answer.status === 423 || answer.status === 0 || answer.status >= 500) {
        await moveOn(entry);
        drawOutbox(answer.body.error);
        timer = setTimeout(flush, RETRY_MS);
        break;
      }
      outbox.shift();
      keep();
      refused(entry, words, answer);
    }
    if (!outbox.length) drawOutbox();
    flushing = false;
  }
  async function settled(entry, words, recorded) {
    if (entry.decision === "undo") {
      await loadQueue(false);
      await open(entry.claim_id);
      tell("Taken back: " + words);
      return;
    }
    done.push({ claim_id: entry.claim_id, shown: entry.shown, version: recorded.version, by: entry.by, words });
    await moveOn(entry);
    tell(DONE[entry.decision] + ": " + words);
  }
  async function moveOn(entry) {
    const at = queue.findIndex((row) => row.claim_id === entry.claim_id);
    if (at >= 0) queue.splice(at, 1);
    if (sheet?.claim_id === entry.claim_id) await open((queue[at] ?? queue[0])?.claim_id);
    else drawQueue();
  }
  function refused(entry, words, answer) {
    if (answer.status === 422 && byId("fault") && sheet?.claim_id === entry.claim_id) {
      byId("fault").textContent = answer.body.error;
      tell("Not recorded: " + answer.body.error);
      return;
    }
    const box = byId("conflict");
    const close = () => { box.hidden = true; open(entry.claim_id); };
    box.replaceChildren(
      el("p", {}, "Not recorded: ", said(answer.body.error)),
      el("p", {}, "Your decision was “" + entry.decision + "” on “", said(words), "”", entry.note ? el("span", {}, ", with the note “", said(entry.note), "”") : null, "."),
      el("button", { type: "button", onclick: close }, "Look at the claim as it stands now"));
    box.hidden = false;
    box.querySelector("button").focus();
    tell("Not recorded: " + answer.body.error);
  }
  function drawOutbox(why) {
    const box = byId("outbox");
    box.hidden = !outbox.length;
    if (!outbox.length) return;
    const count = outbox.length === 1 ? "One decision waits" : outbox.length + " decisions wait";
    box.replaceChildren(
      el("p", {}, count + " and will be sent as soon as that is possible. Nothing is lost, also when this page is closed. "),
      el("p", {}, said(why ?? "")),
      el("ul", {}, outbox.map((entry) => el("li", {}, entry.decision + ": ", said(entry.words)))),
      el("button", { type: "button", onclick: flush }, "Send now"));
  }

  function step(by) {
    if (!queue.length) return;
    const at = queue.findIndex((row) => row.claim_id === sheet?.claim_id);
    open(queue[(at + by + queue.length) % queue.length].claim_id);
  }
  document.addEventListener("keydown", (event) => {
    if (!byId("keys").checked || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const action = ACTIONS.find(([, key]) => key === event.key.toLowerCase());
    if (action && (event.key === action[1] || event.key === "C")) { event.preventDefault(); act(action[0], event.key === "C"); }
    else if (event.key === "z") { event.preventDefault(); undo(); }
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
  });
  byId("concern").addEventListener("change", () => loadQueue(true));
  try { byId("editor").value = localStorage.getItem("claims-desk-editor") ?? byId("editor").value; } catch { /* likewise */ }
  byId("editor").addEventListener("change", () => { try { localStorage.setItem("claims-desk-editor", byId("editor").value); } catch { /* likewise */ } });
  window.addEventListener("storage", (event) => { if (event.key === "claims-desk-outbox" && !flushing) outbox = restore(); });
  loadQueue(true).then(() => { drawOutbox(); flush(); });
})();
