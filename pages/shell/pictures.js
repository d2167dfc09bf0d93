// Two buttons at each chart and map that take it away as a picture: the drawing on the screen
// itself, with its patterns, under the heading above it and over the foot of the page.
(() => {
  if (window.pictures) return;
  window.pictures = true;
  const SVG = 'http://www.w3.org/2000/svg', SCALE = 2, LINE = 18, LETTERS = 7;

  const made = (name, attributes, parent) => {
    const one = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
    return parent ? parent.appendChild(one) : one;
  };
  const heading = chart => [
    [...document.querySelectorAll('h1, h2, h3')]
      .filter(one => one.innerText && one.compareDocumentPosition(chart) & 4).pop()?.innerText,
    chart.querySelector('figcaption')?.innerText,  // of a figure that is an SVG of ours
  ].filter(Boolean).join('\n');
  const wrapped = (text, width) => text.split('\n').flatMap(part => {
    const lines = [''];
    for (const word of part.split(' ')) {
      if ((lines.at(-1) + word).length * LETTERS > width) lines.push('');
      lines[lines.length - 1] += word + ' ';
    }
    return lines;
  });

  const font = async () => {  // a picture stands alone: it carries the letters of the page
    const faces = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
      .filter(rule => rule instanceof CSSFontFaceRule && /Source Sans/.test(rule.cssText));
    const face = faces.find(rule => !/italic/.test(rule.cssText));
    if (!face) return '';
    const [, url] = face.cssText.match(/url\("?([^")]+)/);
    const blob = await (await fetch(new URL(url, face.parentStyleSheet.href))).blob();
    const data = await new Promise(done => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.readAsDataURL(blob);
    });
    return `@font-face {font-family: 'Source Sans'; font-weight: 200 900; src: url(${data})}`;
  };

  const drawn = async chart => {
    const plot = chart.querySelector('.svg-container') ?? chart.querySelector('svg');
    const {width, height} = plot.getBoundingClientRect();
    const foot = document.querySelector('footer.foot')?.innerText ?? '';
    const above = wrapped(heading(chart), width / 1.3), below = wrapped(foot, width);
    const top = above.length * 1.3 * LINE + 8;
    const whole = Math.ceil(top + height + below.length * LINE + 12);
    const picture = made('svg', {
      xmlns: SVG, width: Math.ceil(width), height: whole,
      'font-family': "'Source Sans', 'Noto Sans', 'Segoe UI', Arial, sans-serif",
    });
    const patterns = made('defs', {}, picture), known = new Set();
    made('style', {}, patterns).textContent = await font();
    made('rect', {width: '100%', height: '100%', fill: '#ffffff'}, picture);
    const write = (lines, y, size, look) => lines.forEach((line, at) => {
      const step = at * size * 1.3;
      made('text', {x: 8, y: y + step, 'font-size': size, ...look}, picture).textContent = line;
    });
    write(above, LINE, LINE, {'font-weight': 600, fill: '#1d2733'});
    const layers = plot.matches('svg') ? [plot] : plot.querySelectorAll('.main-svg');
    for (const layer of layers) {
      const copy = layer.cloneNode(true);
      copy.setAttribute('y', top);
      if (layer === plot) alone(plot, copy, {width, height});
      copy.style.background = 'none';
      const shapes = [...layer.querySelectorAll('.choroplethlocation')];
      copy.querySelectorAll('.choroplethlocation').forEach((shape, at) => {
        const [, pattern] = getComputedStyle(shapes[at]).fill.match(/url\("?#([^")]+)/) ?? [];
        if (!pattern) return;
        shape.style.fill = `url(#${pattern})`;
        if (!known.has(pattern)) {
          patterns.appendChild(document.getElementById(pattern).cloneNode(true));
          known.add(pattern);
        }
      });
      for (const name of copy.querySelectorAll('text[style*=text-shadow]')) {
        Object.assign(name.style, {stroke: 'white', strokeWidth: 3, paintOrder: 'stroke'});
      }
      copy.querySelectorAll('.legend [clip-path]').forEach(one => one.removeAttribute('clip-path'));
      copy.querySelectorAll('.hoverlayer, .dragcover, .draglayer').forEach(one => one.remove());
      picture.appendChild(copy);
    }
    write(below, top + height + LINE, 13, {fill: '#5c6773'});
    return picture;
  };

  const alone = (figure, copy, size) => {  // an SVG that the page's style sheet dresses
    for (const [side, length] of Object.entries(size)) copy.setAttribute(side, length);
    const texts = [...figure.querySelectorAll('text')];
    copy.querySelectorAll('text').forEach((text, at) => {
      const style = getComputedStyle(texts[at]);
      for (const name of ['fill', 'stroke', 'strokeWidth', 'paintOrder', 'fontSize']) {
        text.style[name] = style[name];
      }
    });
  };
  const save = (blob, name) => {
    const link = Object.assign(document.createElement('a'), {href: URL.createObjectURL(blob)});
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const take = async (chart, format) => {
    const title = heading(chart).normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    const name = title.replace(/đ/gi, 'd').replace(/[^a-z0-9]+/gi, '-').toLowerCase();
    const picture = await drawn(chart);
    const text = new XMLSerializer().serializeToString(picture);
    const file = `${name || 'picture'}.${format}`;
    if (format === 'svg') return save(new Blob([text], {type: 'image/svg+xml'}), file);
    const image = new Image();
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
    await image.decode();
    const [width, height] = ['width', 'height'].map(side => SCALE * picture.getAttribute(side));
    const canvas = Object.assign(document.createElement('canvas'), {width, height});
    canvas.getContext('2d').drawImage(image, 0, 0, width, height);
    canvas.toBlob(blob => save(blob, file), 'image/png');
  };

  const CHARTS = '[data-testid=stPlotlyChart], #desk figure:has(> svg)';
  const offer = () => document.querySelectorAll(CHARTS).forEach(chart => {
    const around = chart.matches('figure') ? chart : chart.parentElement;
    if (around.querySelector('.pictures')) return;
    const place = document.createElement('div');
    place.className = 'pictures';
    for (const format of ['png', 'svg']) {
      const button = Object.assign(document.createElement('button'), {type: 'button'});
      const vi = document.documentElement.lang === 'vi';
      button.textContent = '⬇ ' + format.toUpperCase();
      button.title = (vi ? 'Tải hình: ' : 'Download picture: ') + format.toUpperCase();
      button.onclick = () => take(chart, format);
      place.appendChild(button);
    }
    around.appendChild(place);
  });
  let waiting = 0;
  new MutationObserver(() => { waiting ||= setTimeout(() => { waiting = 0; offer(); }, 200); })
    .observe(document.body, {childList: true, subtree: true});
  offer();
})();
