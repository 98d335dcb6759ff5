"use strict";
(() => {
  const table = document.querySelector("table");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const form = document.querySelector(".filters");

  const filter = () => {
    const wanted = form.elements.find.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    form.querySelector("output").textContent = wanted ? shown + " of " + rows.length + " articles" : "";
  };
  form.hidden = rows.length < 2;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());

  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    if (rows[0]?.cells[column].matches(".first")) return;
    const numeric = head.classList.contains("n");
    const value = (row) => {
      const cell = row.cells[column];
      const text = cell.dataset.sort ?? cell.textContent.trim();
      return numeric ? Number(text) : text.toLowerCase();
    };
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : numeric;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sign = down ? -1 : 1;
      const order = (a, b) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0);
      body.append(...[...rows].sort(order));
    });
  });
})();
