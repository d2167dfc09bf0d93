// Tables that are drawn on a canvas show the rows that fit into it: on paper they are real tables.
const drawn = new Map(); // the box of a table in the page → its columns, how many rows, its cells
function printable(box, columns, rows, cell) {
  drawn.set(box, { columns, rows, cell });
}
function written(columns, rows, cell) {
  const table = document.createElement("table");
  table.className = "board printed";
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    const title = document.createElement("th");
    title.textContent = column.title;
    head.append(title);
  }
  const body = table.createTBody();
  for (let row = 0; row < rows; row++) {
    const line = body.insertRow();
    columns.forEach((_, at) => {
      const one = cell([at, row]), place = line.insertCell();
      place.textContent = one.displayData ?? one.data ?? "";
      if (one.contentAlign === "right") place.className = "num";
    });
  }
  return table;
}
addEventListener("beforeprint", () => {
  for (const [box, { columns, rows, cell }] of drawn) {
    if (box.current?.isConnected) box.current.after(written(columns, rows, cell));
    else drawn.delete(box);
  }
});
addEventListener("afterprint", () => {
  document.querySelectorAll("table.printed").forEach(table => table.remove());
});
