"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const notes = all(".note");
  const marks = all(".para [data-c], .para [data-s], .para [data-q]");
  const badges = all(".para .badge");
  const has = (list, number) => (list || "").split(" ").includes(number);
  const note = (number) => document.getElementById("c" + number);

  const light = (number) => {
    for (const one of notes) one.classList.toggle("lit", one.dataset.n === number);
    for (const mark of marks) {
      mark.classList.toggle("lit", has(mark.dataset.c, number));
      mark.classList.toggle("is-source", has(mark.dataset.s, number));
      mark.classList.toggle("is-cue", has(mark.dataset.q, number));
    }
  };

  const show = (number) => {
    const one = note(number);
    if (!one || one.hidden) return;
    one.open = true;
    one.querySelector("summary").focus({ preventScroll: true });
    one.scrollIntoView({ block: "nearest" });
    light(number);
  };

  for (const one of notes) {
    one.addEventListener("focusin", () => light(one.dataset.n));
    one.addEventListener("toggle", () => one.open && light(one.dataset.n));
  }
  for (const mark of marks) {
    if (mark.dataset.c) mark.addEventListener("click", () => {
      if (getSelection().isCollapsed) show(mark.dataset.c.split(" ").filter((n) => !note(n).hidden).pop());
    });
  }
  for (const badge of badges) {
    const number = badge.id.slice(1);
    badge.addEventListener("focus", () => light(number));
    badge.addEventListener("click", (event) => { event.preventDefault(); show(number); });
  }

  // The keys work on a claim alone: elsewhere a letter belongs to the browser and to speech input.
  document.querySelector(".article").addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inside = event.target.closest(".note");
    const now = inside ? inside.dataset.n : event.target.id.slice(1);
    const shown = notes.filter((one) => !one.hidden);
    const at = shown.findIndex((one) => one.dataset.n === now);
    if (event.key === "j" || event.key === "k") {
      const next = shown[at + (event.key === "j" ? 1 : -1)];
      if (next) show(next.dataset.n);
    } else if (event.key === "Escape") {
      if (inside) { inside.open = false; document.getElementById("m" + now).focus(); }
      light("");
    }
  });
  document.querySelector(".keys").hidden = false;

  const form = document.querySelector(".filters");
  const filter = () => {
    const voice = form.elements.voice.value;
    const fits = (one) => (!voice || one.dataset.voice === voice)
      && (!form.elements.figures.checked || "figures" in one.dataset)
      && (!form.elements.unnamed.checked || "unnamed" in one.dataset);
    const shown = new Set();
    for (const one of notes) {
      one.hidden = !fits(one);
      if (!one.hidden) shown.add(one.dataset.n);
    }
    for (const badge of badges) badge.classList.toggle("out", !shown.has(badge.id.slice(1)));
    for (const mark of marks) {
      mark.classList.toggle("out", !(mark.dataset.c || "").split(" ").some((number) => shown.has(number)));
    }
    for (const line of all("tr[data-n]")) line.hidden = !shown.has(line.dataset.n);
    form.querySelector("output").textContent = shown.size === notes.length
      ? notes.length + " claims" : shown.size + " of " + notes.length + " claims";
  };
  form.hidden = notes.length === 0;
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();

  for (const list of all(".fold")) {
    const keep = Number(list.dataset.keep || 5);
    const rest = [...list.children].slice(keep);
    if (rest.length < 2) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "unfold";
    const fold = (folded) => {
      list.classList.toggle("folded", folded);
      button.setAttribute("aria-expanded", String(!folded));
      button.textContent = folded ? "Show " + rest.length + " " + list.dataset.more : "Show fewer";
    };
    for (const item of rest) item.classList.add("extra");
    button.addEventListener("click", () => fold(!list.classList.contains("folded")));
    list.after(button);
    fold(true);
  }
})();
