// Where people sign in: when the session of a page is over, the page says so instead of trying to
// connect again. 4401 is the code with which the server ends its connection.
(() => {
  const here = () => encodeURIComponent(location.pathname + location.search);
  const lang = () => document.documentElement.lang || 'vi';
  let signingOut = false; // the connection ends then too, and what is said is the other sentence
  const leave = () => signingOut
    || location.replace(`/sign-in?why=over&lang=${lang()}&next=${here()}`);
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...asked) {
      super(...asked);
      this.addEventListener('close', event => {
        if (event.code === 4401) leave();
        else fetch('/signed-in', { cache: 'no-store' })
          .then(answer => { if (answer.status === 401) leave(); }, () => {});
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
