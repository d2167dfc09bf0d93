// Maps by the keys: the units of a map one after the other in the order of their names, each with
// a bold outline and its words beside it, which are spoken too. Nothing is asked of the server: name,
// value and class are those that the map has for the pointer. One file, which browsers keep.
(() => {
  const PLOTLY = "[data-testid=stPlotlyChart] .js-plotly-plot", DESK = "#desk svg.map";
  const SHAPES = ".choroplethlocation", KIND = /^(Thành phố|Thị trấn|Phường|Huyện|Xã) /, FAR = 10;
  const TABLES = "[data-testid=stDataFrame], table.board, #desk .scroll, details:has(ul.communes) summary";
  const language = () => MAP_KEYS[document.documentElement.lang] ? document.documentElement.lang : "vi";
  const said = (name, fields = {}) => Object.entries(fields)
    .reduce((text, [field, value]) => text.replace(`{${field}}`, value), MAP_KEYS[language()][name]);
  const plain = html => {
    const lines = html.replace(/<extra>.*?<\/extra>/g, "").replace(/(<br>\s*)+/g, ". ");
    return new DOMParser().parseFromString(lines, "text/html").body.textContent.replace(/\s+/g, " ").trim();
  };

  // --- the units of a map: [{code, name, text, path}], those of Plotly and those of the analysis ---
  const traced = path => path.parentNode.closest("g.trace")?.__data__?.[0]?.trace;
  const told = (point, trace) => {
    const own = trace.customdata?.[point.index] ?? [];
    return plain((trace.hovertemplate ?? "")
      .replace("%{properties.name}", point.fIn?.properties?.name ?? "")
      .replace(/%\{customdata\[(\d+)\]\}/g, (_, at) => own[at] ?? ""));
  };
  const grouped = (text, label) => {  // the class, without its sign and its count, where no word says it yet
    const group = plain(label ?? "").replace(/ \(\d+\)$/, "").replace(/^[^\p{L}\p{N}<≥≤>±+−-]+/u, "");
    return !group || text.includes(group) ? text : `${text}. ${said("group", { group })}`;
  };
  const ofPlotly = map => [...map.querySelectorAll(`${SHAPES}[d]:not([d=''])`)].flatMap(path => {
    const point = path.__data__, trace = traced(path);
    if (!trace || trace.hoverinfo === "skip" || !point?.fIn) return [];
    const name = point.fIn.properties.name, text = told(point, trace);
    const whole = text.startsWith(name) ? text : `${name}: ${text}`;
    const label = trace.showlegend === false ? "" : trace.name;
    return [{ code: point.loc, name, text: grouped(whole, trace.meta === "units" ? "" : label), path }];
  });
  const ofDesk = map => [...map.querySelectorAll(".unit[data-code]")].map(path => {
    const code = path.dataset.code, [name, text, isMarked] = window.analysisDesk.told(code);
    return { code, name, text: `${name}: ${text}${isMarked ? `. ${said("marked")}` : ""}`, path };
  });
  const sorted = units => {
    const { compare } = new Intl.Collator("vi"), bare = new Map(units.map(one => [one, one.name.replace(KIND, "")]));
    return units.sort((one, other) => compare(bare.get(one), bare.get(other)) || compare(one.name, other.name));
  };
  const unitsOf = map => sorted((map.matches(DESK) ? ofDesk : ofPlotly)(map));
  const opens = map => map.matches(DESK) || map._fullLayout?.clickmode !== "none";

  // --- what is shown and spoken of the unit at which the reader is -----------------------------------
  const made = (tag, parent, fields = {}) => parent.appendChild(Object.assign(document.createElement(tag), fields));
  const voice = made("div", document.body, { className: "map-told" });
  voice.setAttribute("role", "status");
  const helps = ["opens", "shows"].map(name => made("p", document.body, { id: `map-${name}`, hidden: true }));
  const at = new WeakMap();  // map → the code of the unit at which the reader is
  let drawn = null, shown = null, awaited = null;
  const wipe = () => {
    drawn?.remove();
    drawn = shown = null;
  };
  const outline = path => {
    wipe();
    const svg = path.ownerSVGElement, { a, b, c, d, e, f } = path.getCTM();
    drawn = svg.appendChild(document.createElementNS(svg.namespaceURI, "g"));
    drawn.setAttribute("class", "map-at");
    drawn.setAttribute("transform", `matrix(${[a, b, c, d, e, f]})`);
    for (const name of ["under", "over"]) {
      const line = drawn.appendChild(document.createElementNS(svg.namespaceURI, "path"));
      line.setAttribute("d", path.getAttribute("d"));
      line.setAttribute("class", name);
    }
  };
  const beside = path => {  // below the unit, above it where there is no room
    const unit = path.getBoundingClientRect(), own = voice.getBoundingClientRect();
    const left = Math.max(4, Math.min(unit.left + unit.width / 2 - own.width / 2, innerWidth - own.width - 4));
    const below = unit.bottom + 8, fits = below + own.height < innerHeight;
    voice.style.left = `${left}px`;
    voice.style.top = `${fits ? below : Math.max(4, unit.top - own.height - 8)}px`;
  };
  const speak = (text, path) => {
    voice.textContent = text;
    voice.classList.toggle("shown", Boolean(path));
    shown = path;
    if (path) beside(path);
  };
  const go = (map, units, to) => {
    const place = Math.max(0, Math.min(to, units.length - 1)), unit = units[place];
    at.set(map, unit.code);
    outline(unit.path);
    unit.path.scrollIntoView({ block: "nearest", inline: "nearest" });
    speak(`${unit.text} · ${said("place", { n: place + 1, all: units.length })}`, unit.path);
  };
  const leave = () => {
    wipe();
    speak("", null);
  };

  // --- what Enter does: what a click on the unit does ------------------------------------------------
  const inside = path => {  // a point of the unit, on the screen
    const { x, y, width, height } = path.getBBox(), svg = path.ownerSVGElement, toScreen = path.getScreenCTM();
    for (const steps of [2, 4, 8, 16, 32]) for (let row = 1; row < steps; row++) for (let column = 1; column < steps; column++) {
      const point = svg.createSVGPoint();
      [point.x, point.y] = [x + width * column / steps, y + height * row / steps];
      if (path.isPointInFill(point)) return point.matrixTransform(toScreen);
    }
    return null;
  };
  const press = (map, unit) => {
    if (map.matches(DESK)) {
      window.analysisDesk.toggle(unit.code);
      const units = unitsOf(map);
      return go(map, units, units.findIndex(one => one.code === unit.code));
    }
    const point = inside(unit.path), ground = map.querySelector(".geolayer .bg rect");
    if (!point || !ground) return;
    const event = { bubbles: true, cancelable: true, view: window, clientX: point.x, clientY: point.y };
    awaited = { key: map.closest("[class*=st-key-]")?.className, until: performance.now() + 5000, units: unitsOf(map).length };
    for (const kind of ["mousemove", "mousedown", "mouseup", "click"]) ground.dispatchEvent(new MouseEvent(kind, event));
    setTimeout(() => ground.dispatchEvent(new MouseEvent("mouseout", event)), 50);
  };

  // --- the keys ---------------------------------------------------------------------------------------
  let typed = "", typing = 0;
  const letters = text => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "");
  const named = (units, key, from) => {
    clearTimeout(typing);
    typed += letters(key);
    typing = setTimeout(() => { typed = ""; }, 900);
    const order = [...units.slice(from + (typed.length === 1 ? 1 : 0)), ...units];
    return units.indexOf(order.find(one => letters(one.name.replace(KIND, "")).startsWith(typed)));
  };
  const pressed = event => {
    const map = event.currentTarget;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const units = unitsOf(map);
    if (!units.length) return;
    const here = units.findIndex(one => one.code === at.get(map));
    const steps = {
      ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1,
      Home: 0, End: units.length - 1, PageDown: here + FAR, PageUp: here - FAR,
    };
    if (event.key in steps) go(map, units, steps[event.key]);
    else if (event.key === "Escape") {
      leave();
      (map.exit.hidden ? map.closest("figure, [data-testid=stFullScreenFrame]")?.querySelector(".pictures button") : map.exit)?.focus();
    } else if (event.key === "Enter" && here >= 0) {
      if (opens(map)) press(map, units[here]);
    } else if (event.key.length === 1 && /[\p{L}\p{N} ]/u.test(event.key) && (typed || event.key !== " ")) {
      const found = named(units, event.key, here);
      if (found >= 0) go(map, units, found);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // --- the way from a map to its table ---------------------------------------------------------------
  const table = () => [...document.querySelectorAll(TABLES)].find(one => one.checkVisibility() && !one.closest(".printed"));
  const ofTable = () => [...document.querySelectorAll("[role=tab]")].find(one => one.innerText.trim() === said("tab"));
  const toTable = async () => {
    const tab = ofTable();
    if (tab && tab.getAttribute("aria-selected") !== "true") tab.click();
    for (let left = 50; left && !table(); left--) await new Promise(done => setTimeout(done, 100));
    const found = table(), place = found?.querySelector("canvas[tabindex]") ?? found;
    if (!place) return;
    if (!place.matches("summary, [tabindex]")) place.tabIndex = -1;
    place.scrollIntoView({ block: "nearest" });
    place.focus();
  };

  // --- each map that is drawn gets its keys ------------------------------------------------------------
  const dress = (map, around) => {
    map.tabIndex = 0;
    map.setAttribute("role", "application");
    map.addEventListener("keydown", pressed);
    map.addEventListener("blur", leave);
    map.addEventListener("focus", () => {
      const units = unitsOf(map), here = units.findIndex(one => one.code === at.get(map));
      if (here >= 0) go(map, units, here);
    });
    map.exit = made("button", around, { type: "button", className: "to-table" });
    map.exit.onclick = toTable;
  };
  const set = (node, name, text) => node.getAttribute(name) === text || node.setAttribute(name, text);
  const write = (node, text) => node.textContent === text || (node.textContent = text);
  const offer = () => {
    const hasTable = table() || ofTable();
    const headings = [...document.querySelectorAll("h1, h2, h3")].map(one => [one, one.innerText]);
    for (const map of document.querySelectorAll(`${PLOTLY}, ${DESK}`)) {
      if (!map.querySelector(SHAPES)) continue;
      const around = map.matches(DESK) ? map.parentNode : map.closest("[data-testid=stPlotlyChart]");
      const name = map.matches(DESK) ? around.querySelector("figcaption").title : around.getAttribute("aria-label");
      if (!map.exit) dress(map, around);
      if (!around.contains(map.exit)) around.append(map.exit);
      const [, heading] = headings.findLast(([one, text]) => text && one.compareDocumentPosition(map) & 4) ?? [];
      map.exit.hidden = !hasTable;
      write(map.exit, said("table"));
      set(map, "aria-label", [heading && `${heading}.`, name, said("order")].filter(Boolean).join(" "));
      set(map, "aria-roledescription", said("map"));
      set(map, "aria-describedby", opens(map) ? "map-opens" : "map-shows");
      resume(map);
    }
    // The switch has the name of each language in that language.
    document.querySelectorAll(".st-key-language [role=radio]")
      .forEach((one, place) => set(one, "lang", Object.keys(MAP_KEYS)[place] ?? ""));
    helps.forEach(one => write(one, said(one.id.slice(4))));
  };
  const resume = map => {  // after Enter the page is drawn anew: the reader stays on the map, and hears what it holds
    if (!awaited || performance.now() > awaited.until) return;
    const isSame = map.closest("[class*=st-key-]")?.className === awaited.key;
    if (isSame && document.activeElement === document.body) map.focus();
    const units = unitsOf(map);
    if (document.activeElement !== map || units.length === awaited.units) return;
    awaited = null;
    at.delete(map);
    wipe();
    speak(said("count", { n: units.length }), null);
  };
  let waiting = 0;
  new MutationObserver(() => { waiting ||= setTimeout(() => { waiting = 0; offer(); }, 200); })
    .observe(document.body, { childList: true, characterData: true, subtree: true });
  addEventListener("keydown", event => {  // what stands under the pointer goes without moving it
    if (event.key === "Escape") document.querySelectorAll(".hoverlayer > *, #desk .tip").forEach(one => one.remove());
  }, true);
  addEventListener("scroll", () => { if (shown) beside(shown); }, true);
})();
