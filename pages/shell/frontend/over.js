// Where people sign in: when the session of a page is over, the page says so instead of trying to
// connect again. 4401 is the code with which the server ends its connection. Some minutes before the
// end it warns; who signs in again beside it goes on here, with what was typed.
(() => {
  const here = () => encodeURIComponent(location.pathname + location.search);
  const lang = () => document.documentElement.lang || 'vi';
  const words = WORDS;
  const SOON = 600; // seconds before the end
  const HOUR = 3600;
  const signedIn = () => fetch('/signed-in', { cache: 'no-store' });
  let bar;
  const warn = left => {
    const at = new Date(Date.now() + left * 1000)
      .toLocaleTimeString(lang(), { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' });
    bar ??= document.body.appendChild(
      Object.assign(document.createElement('div'), { className: 'ends', role: 'alert' }));
    const link = Object.assign(document.createElement('a'), {
      href: `/sign-in?again=1&lang=${lang()}&next=${here()}`, target: '_blank', textContent: words.again,
    });
    const said = words.ends.replace('{time}', at);
    if (bar.firstChild?.textContent !== said) bar.replaceChildren(said, ' ', link);
  };
  const look = () => signedIn().then(answer => {
    const left = Number(answer.headers.get('x-ends-in'));
    if (!left) return;
    document.documentElement.classList.toggle('ending', left <= SOON);
    if (left > SOON) {
      bar?.remove();
      bar = undefined;
    } else warn(left);
    setTimeout(look, 1000 * (left > SOON ? Math.min(left - SOON, HOUR) : Math.min(left, 10)));
  }, () => setTimeout(look, 60_000));
  addEventListener('load', look);
  let signingOut = false; // the connection ends then too, and what is said is the other sentence
  const leave = () => signingOut
    || location.replace(`/sign-in?why=over&lang=${lang()}&next=${here()}`);
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...asked) {
      super(...asked);
      this.addEventListener('close', event => {
        const isOver = event.code === 4401;
        const ask = () => signedIn().then(answer => {
          if (isOver ? answer.status !== 204 : answer.status === 401) leave();
        }, () => isOver && leave());
        // The session of before ends a moment before the browser has the cookie of the new one.
        setTimeout(ask, isOver && bar ? 1500 : 0);
      });
    }
  };
  document.addEventListener('click', event => {
    if (!event.target.closest?.('a.sign-out')) return;
    event.preventDefault();
    const form = Object.assign(document.createElement('form'), { method: 'post', action: '/sign-out' });
    form.append(Object.assign(document.createElement('input'), { name: 'lang', value: lang() }));
    document.body.append(form);
    signingOut = true;
    form.submit();
  });
})();
