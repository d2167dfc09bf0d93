// The box that finds everything: a button in the bar, Ctrl+K on every page. What is typed goes to
// the server, which says what it understood; nothing is opened that the reader did not choose.
(() => {
  const WAIT = 60; // milliseconds after a letter
  const said = name => (FINDER.words[document.documentElement.lang] ?? FINDER.words.vi)[name];
  const made = (tag, parent, fields = {}) => parent.appendChild(Object.assign(document.createElement(tag), fields));

  made("style", document.head, { textContent: FINDER.style });
  const place = made("div", document.body, { className: "finder" });
  place.setAttribute("role", "search");
  const opener = made("button", place, { type: "button" });
  opener.setAttribute("aria-keyshortcuts", "Control+K");
  opener.innerHTML = "<svg width='18' height='18' viewBox='0 0 18 18' aria-hidden='true'><circle cx='7.5' cy='7.5' r='5' fill='none'"
    + " stroke='currentColor' stroke-width='2'/><path d='m11.5 11.5 4.5 4.5' stroke='currentColor' stroke-width='2'/></svg>"
    + "<span></span><kbd aria-hidden='true'>Ctrl K</kbd>";
  const dialog = made("dialog", place);
  const form = made("form", dialog, { method: "dialog" });
  const box = made("input", form, { type: "text", autocomplete: "off", spellcheck: false, maxLength: FINDER.longest, enterKeyHint: "go" });
  const closer = made("button", form, { type: "button", textContent: "✕" });
  const status = made("p", dialog);
  status.setAttribute("role", "status");
  const near = made("ul", dialog, { className: "words" });
  const choices = made("ul", dialog);
  const also = made("p", dialog, { className: "also" });
  const others = made("ul", dialog, { className: "others" });

  const worded = () => {
    const shown = { find: opener.children[1], also };
    for (const [name, node] of Object.entries(shown)) if (node.textContent !== said(name)) node.textContent = said(name);
    opener.title = said("open");  // its name where its word has no room
    dialog.setAttribute("aria-label", said("open"));
    box.setAttribute("aria-label", said("label"));
    box.placeholder = said("label");
    closer.setAttribute("aria-label", said("close"));
  };
  worded();
  new MutationObserver(worded).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });

  const word = (text, parent) => {
    const button = made("button", made("li", parent), { type: "button", textContent: text });
    button.onclick = () => { box.value = text; box.focus(); ask(); };
  };
  const choice = (one, parent) => {
    const link = made("a", made("li", parent), { href: one.link });
    made("b", link, { textContent: `→ ${said("page")} ${one.page}` });
    if (one.understood) made("span", link, { textContent: one.understood });
    for (const note of one.notes) made("small", link, { textContent: note });
    link.onclick = () => dialog.close();
  };
  const show = reply => {
    for (const list of [near, choices, others]) list.replaceChildren();
    const suggested = reply.suggestions ?? [];
    status.textContent = [reply.said, suggested.length ? said("meant") : ""].filter(Boolean).join(" ");
    for (const text of suggested) word(text, near);
    for (const one of reply.choices ?? []) choice(one, choices);
    for (const one of reply.others ?? []) choice(one, others);
    choices.className = reply.sure ? "sure" : "";
  };

  let waiting = 0, asked = 0, last = null; // last: what is being answered, or was
  const ask = () => {
    clearTimeout(waiting);
    const text = box.value.trim(), number = ++asked;
    if (!text) {
      show({ said: said("hint"), choices: [], suggestions: [] });
      for (const example of said("examples")) word(example, near);
      return last = Promise.resolve({});
    }
    const fields = new URLSearchParams(location.search);
    fields.set("lang", document.documentElement.lang);
    fields.set("find", box.value);
    return last = fetch("./find.json?" + fields)
      .then(answer => answer.json())
      .catch(() => ({ said: said("failed") }))
      .then(reply => { if (number === asked) show(reply); return reply; });
  };
  const open = () => {
    if (dialog.open) return box.select();
    dialog.showModal();
    box.select();
    ask();
  };

  opener.onclick = open;
  closer.onclick = () => dialog.close();
  dialog.onclick = event => { if (event.target === dialog) dialog.close(); };
  box.oninput = () => { clearTimeout(waiting); last = null; waiting = setTimeout(ask, WAIT); };
  form.onsubmit = async event => { // Enter opens what is all that was wished; else it goes to the first choice
    event.preventDefault();
    const reply = await (last ?? ask());
    const first = dialog.querySelector("li a, li button");
    if (reply.sure) choices.querySelector("a")?.click();
    else if (box.value.trim()) first?.focus();
  };
  dialog.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [box, ...dialog.querySelectorAll("li a, li button")];
    event.preventDefault();
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  });
  addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    open();
  }, true);
})();
