// Makes the cable switches of the demo's first page change in place, and keeps the office's codes new; without it they are plain forms, and loading the page again brings new codes.

/** @param {HTMLFormElement} form */
async function flip(form) {
  const data = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  const answer = await fetch(form.action, { method: 'POST', body: data, headers: { accept: 'application/json' } });
  if (!answer.ok) return form.submit();
  const { cut } = await answer.json();
  form.dataset.cable = cut ? 'cut' : 'in';
  /** @type {HTMLInputElement} */ (form.elements.namedItem('cut')).value = cut ? '0' : '1';
}

for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', event => {
    event.preventDefault();
    flip(form).catch(() => form.submit());
  });
}

async function renewCodes() {
  const answer = await fetch('/demo/codes');
  const codes = /** @type {Record<string, string>} */ (await answer.json());
  for (const shown of document.querySelectorAll('[data-code]')) {
    const code = codes[shown.getAttribute('data-code') ?? ''];
    if (code && code !== shown.textContent) shown.textContent = code;
  }
}

setInterval(() => {
  if (!document.hidden) renewCodes().catch(() => {});
}, 3_000);
