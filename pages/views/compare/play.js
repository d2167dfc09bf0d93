// Plays a map through its periods without asking the server: the looks of all units at all periods
// came once, and each frame sets the fills of their paths.
(async (packed, start, words) => {
  const bytes = Uint8Array.from(atob(packed), one => one.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  const {periods, looks, entry, reasons, entries, decimals, sign} = await new Response(unpacked).json();
  let box;
  for (let left = 100; left && !(box = document.querySelector('.player')); left--) {
    await new Promise(done => setTimeout(done, 50));
  }
  if (!box) return;
  box.replaceChildren();  // what an earlier choice has left there; its script ends with its slider

  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const made = (tag, attributes) => Object.assign(box.appendChild(document.createElement(tag)), attributes);
  const button = made('button', {type: 'button'});
  const slider = made('input', {type: 'range', min: 0, max: periods.length - 1, value: start});
  const label = made('output', {});
  const pace = made('select', {hidden: calm});
  slider.setAttribute('aria-label', words.period);
  pace.setAttribute('aria-label', words.pace);
  for (const [text, rate] of words.paces) pace.add(new Option(text, rate, rate === 5, rate === 5));

  const written = new Intl.NumberFormat(
    words.locale,
    {minimumFractionDigits: decimals, maximumFractionDigits: decimals},
  );
  const text = (period, unit) => {
    const reason = reasons[period.looks.charCodeAt(unit) - 48];
    if (reason) return reason;
    const value = period.values[unit];
    if (value === null) return '–';
    return (period.dots[unit] === '1' ? '≈ ' : '') + written.format(value / 10 ** decimals) + sign;
  };
  const traces = kind => [...document.querySelectorAll('.st-key-frame-played g.trace.choropleth')]
    .filter(one => one.__data__?.[0]?.trace.meta === kind);
  const paths = trace => [...trace.querySelectorAll('.choroplethlocation')];

  const paint = () => {
    if (!slider.isConnected) return;
    const period = periods[slider.value];
    label.value = period.name;
    slider.setAttribute('aria-valuetext', period.name);
    const [units] = traces('units');
    if (!units) return;
    const about = units.__data__[0].trace.customdata;
    for (const path of paths(units)) {
      const unit = path.__data__.index;
      const look = looks[period.looks.charCodeAt(unit) - 48];
      if (path.getAttribute('fill') !== look) path.setAttribute('fill', look);
      about[unit][1] = text(period, unit);
    }
    const order = about.map((_, at) => at).filter(at => periods.some(one => one.dots[at] === '1'));
    for (const trace of traces('dots')) for (const path of paths(trace)) {
      path.style.display = period.dots[order[path.__data__.index]] === '1' ? '' : 'none';
    }
    const counts = Array(entries + 1).fill(0);
    for (const one of period.looks) counts[entry[one.charCodeAt(0) - 48]]++;
    counts[entries] = period.dots.split('1').length - 1;
    document.querySelectorAll('.played b').forEach((one, at) => { one.textContent = counts[at]; });
  };

  let timer = 0;
  const name = () => {
    const text = calm ? words.next : timer ? words.pause : words.play;
    button.textContent = calm ? '⏭' : timer ? '⏸' : '▶';
    button.title = text;
    button.setAttribute('aria-label', text);
  };
  const stop = () => { clearInterval(timer); timer = 0; name(); note(); };
  const step = () => {
    if (!slider.isConnected) return stop();
    slider.value = (Number(slider.value) + 1) % periods.length;
    paint();
    if (Number(slider.value) === periods.length - 1 && timer) stop();
  };
  const play = () => { clearInterval(timer); timer = setInterval(step, 1000 / pace.value); name(); };

  // What is taken along is of the period at which the player stands: the address names it, and the
  // server is told of it by who reaches for a button, in the field that the page hides.
  const input = () => document.querySelector('.st-key-stands input');
  const note = () => {
    const address = new URL(location.href);
    address.searchParams.set('period', periods[slider.value].code);
    history.replaceState(history.state, '', address);
  };
  window.player = event => {
    const reached = event.target.closest?.('[class*="st-key-take-"], [class*="st-key-papers-"]');
    const {code} = periods[slider.value];
    if (!reached || !slider.isConnected || input()?.value === code && event.type !== 'click') return;
    if (event.type === 'click') {
      input()?.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
      return;
    }
    stop();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input(), code);
    input().dispatchEvent(new Event('input', {bubbles: true}));
  };
  if (!window.takes) {
    window.takes = true;
    for (const kind of ['pointerdown', 'focusin', 'click']) {
      addEventListener(kind, event => window.player(event), true);
    }
  }

  button.onclick = () => calm ? (step(), note()) : timer ? stop() : (step(), play());
  slider.oninput = () => { stop(); paint(); };
  pace.onchange = () => timer && play();

  // The map is drawn later than this runs, and again when the window changes its size.
  let known = null;
  const drawn = () => {
    if (!slider.isConnected) return;
    const map = document.querySelector('.st-key-frame-played .js-plotly-plot');
    if (map?.on && map !== known) {
      known = map;
      map.on('plotly_afterplot', paint);
      paint();
    }
    setTimeout(drawn, known?.querySelector('.choroplethlocation') ? 1000 : 100);
  };
  name();
  paint();
  drawn();
})
