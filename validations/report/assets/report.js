"use strict";
(() => {
  const notes = [...document.querySelectorAll(".note")];
  const marks = [...document.querySelectorAll(".text .mark")];
  const box = document.querySelector(".filters");
  const number = (note) => note.id.slice(6);
  const light = (n) => {
    notes.forEach((note) => note.classList.toggle("on", number(note) === n));
    marks.forEach((mark) => mark.classList.toggle("on", mark.dataset.claims.split(" ").includes(n)));
  };
  notes.forEach((note) => {
    note.addEventListener("focusin", () => light(number(note)));
    note.addEventListener("mouseenter", () => light(number(note)));
  });
  marks.forEach((mark) => mark.addEventListener("click", () => {
    const n = mark.dataset.claims.split(" ").pop();
    const note = document.getElementById("claim-" + n);
    if (note && !note.hidden) { note.focus({preventScroll: true}); note.scrollIntoView({block: "nearest"}); }
  }));
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.tagName === "INPUT") return;
    if (event.key !== "j" && event.key !== "k") return;
    const shown = notes.filter((note) => !note.hidden);
    const at = shown.indexOf(document.activeElement);
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
    if (next) next.focus();
  });
  if (!box) return;
  box.hidden = false;
  box.addEventListener("change", (event) => {
    const want = event.target.value;
    const fits = (note) => want === "all" || (want === "figures" ? note.dataset.figures !== "0" : note.dataset.voice === want);
    notes.forEach((note) => { note.hidden = !fits(note); });
    const shown = new Set(notes.filter((note) => !note.hidden).map(number));
    marks.forEach((mark) => mark.classList.toggle("off", !mark.dataset.claims.split(" ").some((n) => shown.has(n))));
  });
})();
