// Five figures of the same units: map, table, distribution, trend and scatter. A click, a drawn box
// or lasso, or a ticked row marks units in all of them, without asking the server; it is told which
// are marked, so that the address holds them, and asked for what it alone can do: sort and filter.
window.analysisDesk = (() => {
  const FEW = 6, NEAR = 12, PAD = .9, TICK = 1.7, SVG = 'http://www.w3.org/2000/svg', AIR = 8, MARGIN = {left: 46, right: 14, top: 8, bottom: 34};
  const kept = {series: {}, shapes: {}, sizes: new Map()};
  const state = {content: null, marks: new Set(), sent: 0, tool: 'box', size: ''};
  const unpack = async packed => {
    const bytes = Uint8Array.from(atob(packed), one => one.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Response(plain).json();
  };
  const put = (parent, tag, attributes = {}, text = null) => {
    const isSvg = parent.namespaceURI === SVG || tag === 'svg';
    const made = isSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== null) made.textContent = text;
    return parent.appendChild(made);
  };
  const shapesOf = url => kept.shapes[url] ??= fetch(url).then(answer => answer.json());
  const seriesOf = id => kept.series[id];

  // --- what the server is told and asked -------------------------------------------------------
  const tell = () => window.analysisAsk?.marks?.({number: ++state.sent, codes: [...state.marks]});
  const ask = wish => window.analysisAsk?.desk?.(wish);

  const set = codes => {
    state.marks = new Set(codes);
    paint();
    tell();
  };
  const toggle = code => set(state.marks.has(code)
    ? [...state.marks].filter(one => one !== code) : [...state.marks, code]);

  // --- scales and axes ------------------------------------------------------------------------
  const format = axis => {
    const written = new Intl.NumberFormat(state.content.locale, {maximumFractionDigits: axis.decimals});
    return value => written.format(value) + axis.sign;
  };
  const span = values => {
    const known = values.filter(one => one !== null && one !== undefined);
    if (!known.length) return null;
    const low = Math.min(...known), high = Math.max(...known), air = (high - low) * .04 || 1;
    return [low - air, high + air];
  };
  const steps = ([low, high], most) => {
    const rough = (high - low) / most, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(one => one * power).find(one => one >= rough);
    const found = [];
    for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-9; at += step) found.push(+at.toFixed(9));
    return found;
  };
  const scale = ([low, high], from, to) => value => from + (value - low) / (high - low) * (to - from);
  const edges = box => {
    const {width, height} = kept.sizes.get(box);
    return {width, height, left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom};
  };
  const frame = box => {
    const at = edges(box);
    box.replaceChildren();
    box.setAttribute('viewBox', `0 0 ${at.width} ${at.height}`);
    return at;
  };
  // Many shapes are hung in at once: at each of them alone the browser asks what of the page it changes.
  const together = (box, fill) => {
    const group = document.createElementNS(SVG, 'g');
    fill(group);
    box.appendChild(group);
  };
  // Whether an element was made from the same before: what would be no other is not made again.
  const stands = (element, ...from) => {
    const key = JSON.stringify([kept.sizes.get(element), from]);
    return element.madeFrom === key || !(element.madeFrom = key);
  };
  const alike = (element, name, value) => {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  };
  const axisBelow = (box, at, reach, x, axis) => {
    const {colours} = state.content, text = format(axis);
    for (const value of steps(reach, Math.max(2, (at.right - at.left) / 80))) {
      put(box, 'line', {x1: x(value), x2: x(value), y1: at.top, y2: at.bottom, stroke: colours.grid});
      put(box, 'text', {x: x(value), y: at.bottom + 14, 'text-anchor': 'middle', class: 'axis'}, text(value));
    }
  };
  const axisLeft = (box, at, reach, y, axis) => {
    const {colours} = state.content, text = format(axis);
    for (const value of steps(reach, Math.max(2, (at.bottom - at.top) / 26))) {
      put(box, 'line', {x1: at.left, x2: at.right, y1: y(value), y2: y(value), stroke: colours.grid});
      put(box, 'text', {x: at.left - 5, y: y(value) + 4, 'text-anchor': 'end', class: 'axis'}, text(value));
    }
  };
  const cut = (text, pixels) => text.length * 6.2 > pixels ? text.slice(0, Math.max(4, pixels / 6.2 - 1)) + '…' : text;

  // --- the figures: each draws itself, and gives its points for the brush ---------------------------
  const points = {};
  const drawMap = async box => {
    const {content} = state, [all, borders] = await Promise.all([shapesOf(content.url), shapesOf(content.borders)]);
    if (content !== state.content) return;
    if (!stands(box, content.url, content.borders, content.bbox, content.labels, [...content.codes].sort())) {
      outline(box, all, borders);
    }
    const place = new Map(content.codes.map((code, number) => [code, number])), dots = box.querySelector('.dots');
    const over = dots.cloneNode();
    for (const one of box.querySelectorAll('.unit')) {
      const {code} = one.dataset;
      alike(one, 'fill', content.looks[content.fill[place.get(code)]]);
      if (content.dots[code]) put(over, 'path', {d: one.getAttribute('d'), fill: content.dots[code], class: 'choroplethlocation'});
    }
    if (dots.hasChildNodes() || over.hasChildNodes()) dots.replaceWith(over);
  };
  const outline = (box, all, borders) => {
    const {content} = state, at = frame(box), [west, south, east, north] = content.bbox;
    const narrow = Math.cos((south + north) / 2 * Math.PI / 180);
    const unit = Math.min((at.width - 2 * AIR) / ((east - west) * narrow), (at.height - 2 * AIR) / (north - south));
    const x = lon => at.width / 2 + (lon - (west + east) / 2) * narrow * unit;
    const y = lat => at.height / 2 - (lat - (south + north) / 2) * unit;
    const path = ({type, coordinates}) => (type === 'Polygon' ? [coordinates] : coordinates).flat()
      .map(ring => 'M' + ring.map(([lon, lat]) => x(lon).toFixed(1) + ',' + y(lat).toFixed(1)).join('L') + 'Z').join('');
    const known = new Set(content.codes), each = at.width * at.height / 4 / known.size;  // of a unit, in pixels
    for (const {id, geometry} of all.features) {
      const d = path(geometry);
      if (known.has(id)) put(box, 'path', {d, stroke: '#fff', 'stroke-width': each < 60 ? .1 : .7, 'data-code': id, class: 'choroplethlocation unit'});
      else put(box, 'path', {d, fill: content.colours.pale, stroke: content.colours.grid, 'stroke-width': .5});
    }
    put(box, 'g', {class: 'dots', 'pointer-events': 'none'});
    for (const one of borders.features) {
      put(box, 'path', {d: path(one.geometry), fill: 'none', stroke: content.colours.ink, 'stroke-width': 1.2, 'pointer-events': 'none'});
    }
    put(box, 'g', {class: 'over', 'pointer-events': 'none'});
    const told = [];  // the server chose names for a map of a screen: on a phone some would lie over others
    for (const [name, lon, lat] of content.labels) {
      const [cx, cy, half] = [x(lon), y(lat) + 4, name.length * 3.1];
      if (told.some(([ox, oy, other]) => Math.abs(oy - cy) < 11 && Math.abs(ox - cx) < half + other)) continue;
      told.push([cx, cy, half]);
      put(box, 'text', {x: cx, y: cy, 'text-anchor': 'middle', class: 'name'}, name);
    }
    points.map = content.codes.flatMap((code, number) => {
      const centre = content.centres[number];
      return centre ? [[code, x(centre[0]), y(centre[1])]] : [];
    });
  };

  const drawDistribution = box => {
    const {content} = state, reach = span([...content.values, content.target]), [axis] = content.axes;
    points.distribution = [];
    const at = frame(box);
    if (!reach || !content.values.some(one => one !== null)) return blank(box, at);
    const left = AIR, right = at.right, x = scale(reach, left, right);
    axisBelow(box, {...at, left}, reach, x, axis);
    const order = content.codes.map((_, number) => number).filter(number => content.values[number] !== null)
      .sort((one, other) => content.values[one] - content.values[other]);
    let radius = 5, stacks;
    for (; radius > .3; radius = radius > 1.8 ? radius - .4 : radius * .85) {  // as large as the highest stack has place
      const wide = radius * 2.15;
      stacks = new Map();
      for (const number of order) {
        const bin = Math.floor((x(content.values[number]) - left) / wide);
        if (!stacks.has(bin)) stacks.set(bin, []);
        stacks.get(bin).push(number);
      }
      if (Math.max(...[...stacks.values()].map(one => one.length)) * wide <= at.bottom - at.top) break;
    }
    upright(box, at, x(content.target ?? NaN), content.words.target, content.colours.target);
    together(box, dots => { for (const [bin, members] of stacks) members.forEach((number, high) => {
      const cx = left + (bin + .5) * radius * 2.15, cy = at.bottom - (high + .5) * radius * 2.15;
      put(dots, 'circle', {cx, cy, r: radius, fill: content.looks[content.fill[number]], stroke: content.colours.muted, 'stroke-width': Math.min(.5, radius / 6), 'data-code': content.codes[number], class: 'unit'});
      points.distribution.push([content.codes[number], cx, cy]);
    }); });
  };

  const upright = (box, at, x, name, colour) => {
    if (!Number.isFinite(x)) return;
    put(box, 'line', {x1: x, x2: x, y1: at.top, y2: at.bottom, stroke: colour, 'stroke-width': 1.5, 'stroke-dasharray': '5 3', 'pointer-events': 'none'});
    const isRight = x > at.width * .6;
    put(box, 'text', {x: x + (isRight ? -4 : 4), y: at.top + 10, 'text-anchor': isRight ? 'end' : 'start', class: 'name'}, name);
  };

  const drawTrend = box => {
    const {content} = state, series = seriesOf(content.series), [axis] = content.axes;
    const codes = [...content.codes].sort(), at = edges(box);
    if (!series) return;
    const x = scale([0, Math.max(1, series.codes.length - 1)], at.left, at.right);
    if (!stands(box, content.series, codes, axis, content.words.province)) drawLines(box, codes, x);
    const times = box.querySelector('.times');
    times?.replaceChildren();
    for (const code of times ? [content.before, content.now] : []) {
      const number = series.codes.indexOf(code);
      if (number >= 0) put(times, 'line', {x1: x(number), x2: x(number), y1: at.top, y2: at.bottom, stroke: content.colours.muted, 'stroke-dasharray': '2 3'});
    }
  };
  const drawLines = (box, codes, x) => {
    const {content} = state, series = seriesOf(content.series), at = frame(box), [axis] = content.axes;
    const unit = 10 ** axis.decimals;
    const line = started => {
      let last = 0;
      return started.map(step => step === null ? null : (last += step) / unit);
    };
    points.trend = [];
    const lines = codes.map(code => line(series.values[code] ?? [])), whole = line(series.whole);
    const reach = span([...lines.flat(), ...whole]);
    if (!reach) return blank(box, at);
    const y = scale(reach, at.bottom, at.top);
    axisLeft(box, at, reach, y, axis);
    const every = Math.ceil(series.codes.length / Math.max(2, (at.right - at.left) / 90));
    series.periods.forEach((name, number) => {
      if (number % every === 0) put(box, 'text', {x: x(number), y: at.bottom + 14, 'text-anchor': number ? 'middle' : 'start', class: 'axis'}, name.replace(/^Tháng /, ''));
    });
    put(box, 'g', {class: 'times'});
    kept.ends = new Map(codes.map((code, number) => {
      const end = lines[number].findLastIndex(one => one !== null);
      return [code, end < 0 ? null : [x(end), y(lines[number][end])]];
    }));
    const path = values => values.map((value, number) => value === null ? '' :
      (number && values[number - 1] !== null ? 'L' : 'M') + x(number).toFixed(1) + ',' + y(value).toFixed(1)).join('');
    kept.lines = new Map(codes.map((code, number) => [code, path(lines[number])]));
    put(box, 'path', {d: [...kept.lines.values()].join(''), fill: 'none', stroke: '#aab3bc', 'stroke-width': 1, class: 'lines'});
    lines.forEach((values, number) => values.forEach((value, period) => {
      if (value !== null) points.trend.push([codes[number], x(period), y(value)]);
    }));
    put(box, 'path', {class: 'line', fill: 'none', stroke: content.colours.mark, 'stroke-width': 2.2, 'pointer-events': 'none'});
    put(box, 'path', {d: path(whole), fill: 'none', stroke: content.colours.ink, 'stroke-width': 2.5, 'pointer-events': 'none'});
    const first = whole.findIndex(one => one !== null);
    if (first >= 0) put(box, 'text', {x: x(first) + 4, y: y(whole[first]) - 12, class: 'name'}, content.words.province);
  };

  const drawScatter = box => {
    const {content} = state, at = frame(box), [below, beside] = content.axes;
    points.scatter = [];
    if (!beside) return blank(box, at, content.words.choose_other);
    const both = content.codes.map((_, number) => number)
      .filter(number => content.values[number] !== null && content.others[number] !== null);
    if (!both.length) return blank(box, at);
    const across = span(both.map(number => content.values[number])), up = span(both.map(number => content.others[number]));
    const x = scale(across, at.left, at.right), y = scale(up, at.bottom, at.top);
    axisBelow(box, at, across, x, below);
    axisLeft(box, at, up, y, beside);
    put(box, 'text', {x: at.right, y: at.bottom + 29, 'text-anchor': 'end', class: 'axis'}, cut(below.title, at.right - at.left) + ' →');
    const radius = both.length > 120 ? 3.5 : 4.5;
    together(box, dots => { for (const number of both) {
      const cx = x(content.values[number]), cy = y(content.others[number]);
      put(dots, 'circle', {cx, cy, r: radius, fill: content.looks[content.fill[number]], stroke: content.colours.muted, 'stroke-width': .6, 'data-code': content.codes[number], class: 'unit'});
      points.scatter.push([content.codes[number], cx, cy]);
    } });
  };

  const blank = (box, at, text = state.content.words.nothing) =>
    put(box, 'text', {x: 10, y: 24, class: 'axis'}, cut(text, at.width - 20));

  const drawTable = scroll => {
    const {content} = state, isRank = content.columns[0]?.id === 'rank';
    const columns = isRank ? content.columns.slice(1) : content.columns;
    const titles = content.columns.map(({id, title}) => [id, title]);
    if (!stands(scroll, titles, content.sort, content.words.unit, content.codes.length)) lay(scroll, isRank, columns);
    measure(scroll.firstChild, isRank, columns);
    for (const {id, told} of content.columns) alike(scroll.querySelector(`button.${id}`), 'title', told);
    const {rows} = scroll.querySelector('tbody');
    content.codes.forEach((code, number) => {
      const row = rows[number], name = content.names[number];
      let cell = row.firstChild;
      alike(row, 'data-code', code);
      alike(cell.firstChild, 'aria-label', name);
      if (isRank) write(cell = cell.nextSibling, content.columns[0].texts[number]);
      write(cell = cell.nextSibling, name);
      alike(cell, 'title', name);
      for (const column of columns) {
        write(cell = cell.nextSibling, column.texts[number]);
        bar(cell, column.bars[number] ?? 0, column.signed);
      }
    });
  };
  const write = (cell, text) => {
    if (cell.firstChild.data !== text) cell.firstChild.data = text;
  };
  const bar = (cell, width, isSigned) => {
    if ((cell.long ?? 0) === width) return;
    cell.long = width;
    cell.className = width > 0 ? 'bar' : width ? 'bar less' : '';
    const long = Math.abs(width) * (isSigned ? .5 : 1), start = width > 0 ? 50 : 50 - long;
    // a zero in the middle: a place in percent is of what the bar leaves free
    cell.style.cssText = width ? `--w:${long}%` + (isSigned ? `;--p:${start / (100 - long) * 100}%` : '') : '';
  };
  // Each row is a grid of its own, so that the browser leaves out those that nobody sees; all have the
  // same columns, no narrower than their longest text (a digit is 1ch) and the longest word of their title.
  const measure = (table, isRank, columns) => {
    const {content} = state, longest = texts => Math.max(0, ...texts.map(text => text.length));
    const least = ({title, texts}) => Math.max(longest(texts), longest(title.split(' ')) + 2);
    const names = Math.min(24, Math.max(14, longest(content.names)));
    const tracks = [[names, names], ...columns.map(column => [least(column), Math.max(least(column), column.title.length / 2)])];
    const [before, rank] = isRank ? [`calc(${least(content.columns[0])}ch + ${PAD}rem) `, least(content.columns[0])] : ['', 0];
    const shared = tracks.map(([chars, part]) => `minmax(calc(${chars}ch + ${PAD}rem),${part}fr)`).join(' ');
    table.style.setProperty('--columns', `${TICK}rem ${before}${shared}`);
    const chars = tracks.reduce((sum, [one]) => sum + one, rank);
    table.style.minWidth = `calc(${chars}ch + ${PAD * (tracks.length + (isRank ? 1 : 0)) + TICK}rem)`;
  };
  const lay = (scroll, isRank, columns) => {  // the head and empty rows
    const {content} = state, {words} = content, left = scroll.scrollLeft;
    const held = scroll.contains(document.activeElement) && document.activeElement.className;
    scroll.replaceChildren();
    scroll.scrollTop = 0;
    const table = put(scroll, 'table', {role: 'table'}), head = put(put(table, 'thead', {role: 'rowgroup'}), 'tr', {role: 'row'});
    put(put(head, 'th', {class: 'tick', role: 'columnheader'}), 'span', {class: 'unseen'}, words.mark);
    const sorted = content.sort.replace(/^-/, ''), falls = content.sort.startsWith('-');
    const title = (id, text, left) => {
      const cell = put(head, 'th', {role: 'columnheader', ...left && {class: 'left'}});
      if (sorted === id) cell.setAttribute('aria-sort', falls ? 'descending' : 'ascending');
      const button = put(cell, 'button', {type: 'button', class: id, title: text}, text + (sorted === id ? falls ? ' ↓' : ' ↑' : ''));
      button.onclick = () => ask({sort: sorted === id && !falls ? '-' + id : id});
    };
    if (isRank) title('rank', content.columns[0].title);
    title('name', words.unit, true);
    for (const column of columns) title(column.id, column.title);
    const body = put(table, 'tbody', {role: 'rowgroup'}), row = document.createElement('tr');
    row.setAttribute('role', 'row');
    const cell = look => put(row, 'td', {role: 'cell', ...look});
    put(cell({class: 'tick'}), 'input', {type: 'checkbox'});
    if (isRank) cell().append('');
    cell({class: 'name left'}).append('');
    for (const _ of columns) cell().append('');
    for (const _ of content.codes) body.append(row.cloneNode(true));
    const marked = event => toggle(event.target.closest('tr').dataset.code);
    body.onchange = marked;
    body.onclick = event => event.target.closest('.name') && marked(event);
    scroll.scrollLeft = left;
    if (held) scroll.querySelector(`button.${held}`)?.focus({preventScroll: true});  // who sorts by the keys stays
  };

  // --- marks ----------------------------------------------------------------------------------
  const paint = () => {
    const desk = document.getElementById('desk'), {content, marks} = state;
    if (!desk || !content) return;
    for (const row of desk.querySelectorAll('tbody tr')) {
      const on = marks.has(row.dataset.code), box = row.firstChild.firstChild;
      if (on === (row.className === 'on') && box.checked === on) continue;
      row.className = on ? 'on' : '';
      box.checked = on;
    }
    const any = content.codes.some(code => marks.has(code));
    for (const one of desk.querySelectorAll('circle.unit')) {
      const on = marks.has(one.dataset.code), look = `${on}${any}`;
      if ((one.look ?? 'falsefalse') === look) continue;
      one.look = look;
      one.setAttribute('stroke', on ? content.colours.mark : content.colours.muted);
      one.setAttribute('stroke-width', on ? 2.5 : .6);
      one.setAttribute('opacity', on || !any ? 1 : .45);
      if (on) one.parentNode.appendChild(one);
    }
    const line = desk.querySelector('path.line');
    if (line) alike(line, 'd', content.codes.filter(code => marks.has(code)).map(code => kept.lines.get(code)).join(''));
    for (const one of desk.querySelectorAll('path.lines')) alike(one, 'stroke-opacity', any ? .22 : .45);
    nameLines(desk.querySelector('svg.trend'));
    const over = desk.querySelector('g.over'), wide = marks.size > 20 ? 1.6 : 3;
    if (over) {
      over.replaceChildren();
      for (const one of desk.querySelectorAll('path.choroplethlocation.unit')) if (marks.has(one.dataset.code)) {
        put(over, 'path', {d: one.getAttribute('d'), fill: 'none', stroke: '#fff', 'stroke-width': wide + 2});
        put(over, 'path', {d: one.getAttribute('d'), fill: 'none', stroke: content.colours.mark, 'stroke-width': wide});
      }
    }
    say();
  };
  const nameLines = box => {  // a few lines have their names at their ends, one below the other
    const {content, marks} = state;
    for (const old of box?.querySelectorAll('.end') ?? []) old.remove();
    const ends = content.codes.map((code, at) => [kept.ends?.get(code), content.names[at], marks.has(code)])
      .filter(([end, , on]) => end && on).sort(([one], [other]) => one[1] - other[1]);
    if (!box || ends.length > FEW) return;
    let free = -Infinity;
    for (const [[x, y], name] of ends) {
      free = Math.max(y + 4, MARGIN.top + 10, free + 12);
      put(box, 'text', {x: x - 6, y: free, 'text-anchor': 'end', class: 'name end'}, name);
    }
  };
  const say = text => {
    const {content, marks} = state, said = document.querySelector('#desk .said');
    if (!said) return;
    const names = content.codes.map((code, at) => marks.has(code) ? content.names[at] : '').filter(Boolean);
    said.textContent = text ?? (names.length
      ? content.words.marked.replace('{n}', names.length) + ' ' + names.join(', ') : content.words.none);
    said.title = said.textContent;
    for (const one of document.querySelectorAll('#desk .needs')) one.disabled = !names.length;
  };

  // --- the brush ------------------------------------------------------------------------------
  const brush = (box, name) => {
    let path = null, shape = null, moved = false;
    const here = event => {
      const {left, top} = box.getBoundingClientRect();
      return [event.clientX - left, event.clientY - top];
    };
    const corners = () => state.tool === 'lasso' ? path
      : [path[0], [path.at(-1)[0], path[0][1]], path.at(-1), [path[0][0], path.at(-1)[1]]];
    const inside = (x, y, around) => {
      let is = false;
      around.forEach(([x1, y1], at) => {
        const [x2, y2] = around.at(at - 1);
        if ((y1 > y) !== (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1) is = !is;
      });
      return is;
    };
    const nearest = ([x, y]) => {  // all lines are one path: the unit whose point is near the click
      let best = null, least = NEAR;
      for (const [code, px, py] of points.trend ?? []) {
        const away = Math.hypot(px - x, py - y);
        if (away < least) [best, least] = [code, away];
      }
      return best;
    };
    box.onpointerdown = event => {
      if (event.pointerType === 'touch' || event.button) return;
      path = [here(event)];
      moved = false;
    };
    box.onpointermove = event => {
      tip(event, box);
      if (!path) return;
      path.push(here(event));
      if (!moved && Math.hypot(path.at(-1)[0] - path[0][0], path.at(-1)[1] - path[0][1]) < 5) return;
      if (!moved) box.setPointerCapture(event.pointerId);
      moved = true;
      shape ??= put(box, 'polygon', {class: 'brush'});
      shape.setAttribute('points', corners().map(one => one.join()).join(' '));
    };
    box.onpointerup = event => {
      if (!path) return;
      const around = moved ? corners() : null;
      path = null;
      shape?.remove();
      shape = null;
      if (!around) return;
      const found = new Set((points[name] ?? []).filter(([, x, y]) => inside(x, y, around)).map(([code]) => code));
      if (!found.size) return say(state.content.words.empty);
      set(event.shiftKey ? [...state.marks, ...found] : found);
    };
    box.onpointerleave = () => tip(null);
    box.onclick = event => {
      const code = event.target.dataset?.code ?? (name === 'trend' ? nearest(here(event)) : null);
      if (code && !moved) toggle(code);
      moved = false;
    };
  };
  const tip = (event, box) => {
    const desk = document.getElementById('desk'), code = event?.target.dataset?.code;
    desk?.querySelector('.tip')?.remove();
    if (!code || event.buttons) return;
    const {content} = state, number = content.codes.indexOf(code), bounds = desk.getBoundingClientRect();
    if (number < 0) return;
    const made = put(desk, 'div', {class: 'tip'}, content.names[number] + ': ' + content.hover[number]);
    const isRight = event.clientX - bounds.left > bounds.width * .65;
    made.style.top = event.clientY - bounds.top + 14 + 'px';
    made.style[isRight ? 'right' : 'left'] = (isRight ? bounds.right - event.clientX : event.clientX - bounds.left) + 12 + 'px';
  };

  // --- the whole ------------------------------------------------------------------------------
  const FIGURES = {map: drawMap, distribution: drawDistribution, trend: drawTrend, scatter: drawScatter};
  const redraw = () => {
    const boxes = Object.keys(FIGURES).map(name => [name, document.querySelector(`#desk svg.${name}`)]).filter(([, box]) => box);
    if (boxes.some(([, box]) => !kept.sizes.has(box))) measureAll(boxes.map(([, box]) => box));
    for (const [name, box] of boxes) if (name !== 'map') FIGURES[name](box);
    const map = boxes.find(([name]) => name === 'map');
    return map && drawMap(map[1]).finally(paint);
  };
  const measureAll = boxes => {  // before anything is drawn: one layout
    const desk = document.getElementById('desk');
    state.size = `${desk.clientWidth} ${innerHeight}`;
    kept.sizes = new Map(boxes.map(box => [box, size(box)]));
  };
  const size = box => {
    const {width, height} = box.getBoundingClientRect();
    return {width, height};
  };
  const build = desk => {
    const {content} = state, {words} = content;
    if (!stands(desk, words, content.axes.map(axis => axis?.title))) furnish(desk);
    desk.querySelector('.tip')?.remove();
    redraw().finally(() => { desk.dataset.drawn = content.now; });
    drawTable(desk.querySelector('.scroll'));
  };
  const furnish = desk => {  // the buttons, and a frame for each figure
    const {content} = state, {words} = content;
    watch.observe(desk);  // what comes below it may take the width of a bar for scrolling
    desk.replaceChildren();
    const tools = put(desk, 'div', {class: 'tools', role: 'toolbar'});
    const button = (text, act, attributes = {}) => {
      const made = put(tools, 'button', {type: 'button', ...attributes}, text);
      made.onclick = act;
      return made;
    };
    button(words.holding, () => set(state.content.holding), {title: words.holding_told});
    button(words.keep, () => ask({only: [...state.marks].filter(code => state.content.codes.includes(code))}), {class: 'needs'});
    button(words.clear, () => set([]), {class: 'needs'});
    for (const tool of ['box', 'lasso']) {
      const made = button(words[tool], () => {
        state.tool = tool;
        for (const one of tools.querySelectorAll('.pointer')) one.setAttribute('aria-pressed', one === made);
      }, {class: 'pointer', 'aria-pressed': state.tool === tool});
    }
    put(tools, 'span', {class: 'said', role: 'status'});
    const figure = (parent, name, size, caption) => {
      const made = put(parent, 'figure', {class: size});
      put(made, 'figcaption', {title: caption}, caption);
      return made;
    };
    const [first, second] = content.axes;
    const drawn = (parent, name, size, caption) => {
      const made = figure(parent, name, size, caption);
      made.classList.add('drawn');
      brush(put(made, 'svg', {class: name, role: 'img', 'aria-label': caption}), name);
    };
    drawn(desk, 'map', 'upper', words.map + ': ' + first.title);
    const table = figure(desk, 'table', 'upper', words.table);
    put(table, 'div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': words.table});
    const three = put(desk, 'div', {class: 'three'});
    drawn(three, 'distribution', 'lower', words.distribution + ': ' + first.title);
    drawn(three, 'trend', 'lower', words.trend + ': ' + first.title);
    drawn(three, 'scatter', 'lower', second ? '↑ ' + second.title : words.scatter);
  };
  const watch = new ResizeObserver(() => {
    const desk = document.getElementById('desk'), size = desk ? `${desk.clientWidth} ${innerHeight}` : '';
    if (desk && size !== state.size && state.content) {
      kept.sizes.clear();
      redraw();
    }
    state.size = size;
  });
  watch.observe(document.documentElement);

  return {
    draw: async packed => {
      const content = await unpack(packed);
      for (let left = 200; left && !(document.getElementById('desk') && seriesOf(content.series)); left--) {
        await new Promise(done => setTimeout(done, 25));
      }
      const desk = document.getElementById('desk');
      if (!desk) return;
      state.content = content;
      state.marks = new Set(content.marks);
      build(desk);
    },
    series: async (id, packed) => { kept.series[id] = await unpack(packed); },
    mark: (codes, number) => {
      if (number !== state.sent && number) return;  // a later wish is on its way
      state.marks = new Set(codes);
      paint();
    },
    told: code => {  // name, words and whether it is marked: for the map by the keys
      const number = state.content.codes.indexOf(code);
      return [state.content.names[number], state.content.hover[number], state.marks.has(code)];
    },
    toggle,
  };
})();
