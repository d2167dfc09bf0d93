// How a text is found by what is typed: without accents and marks, as geo.units.spelling.letters.
function folded(text) {
  return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
// Of the options those in which the words stand together where a word begins; else those in which
// each of them begins a word; else those that hold the letters.
function found(options, typed) {
  const wanted = folded(typed);
  const texts = options.map(option => " " + folded(option.label));
  const ways = [
    text => text.includes(" " + wanted),
    text => wanted.split(" ").every(word => text.includes(" " + word)),
    text => text.includes(wanted),
  ];
  for (const way of ways) {
    const fitting = options.filter((_, at) => way(texts[at]));
    if (fitting.length) return fitting;
  }
  return [];
}
// The same for the search in a table.
function holding(typed) {
  const wanted = folded(typed);
  return { test: text => folded(String(text)).includes(wanted) };
}
