// Asking the server. A newer question of the same kind ends the one before, so answers never overtake each other.

const running = new Map();

/** What went wrong, as the server tells it. */
export class ApiError extends Error {
  constructor(status, error) {
    super(error?.message ?? `the server answered ${status}`);
    this.status = status;
    this.help = error?.help;
  }
}

/** The answer of an endpoint; `kind` names what it is for. Null when a newer question has been asked meanwhile. */
export async function ask(kind, path, params = {}) {
  running.get(kind)?.abort();
  const control = new AbortController();
  running.set(kind, control);
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== '' && value != null));
  const url = `/api/v1/${path}${query.size ? `?${query}` : ''}`;
  try {
    const answer = await fetchWithToken(url, control.signal);
    return running.get(kind) === control ? answer : null;
  } catch (error) {
    if (error.name === 'AbortError') return null;
    if (error instanceof ApiError) throw error;
    throw new ApiError(0, {message: 'the server cannot be reached', help: 'is `linkwright serve` still running?'});
  }
}

/** An article's path as the API takes it. */
export const pathOf = (path) => `articles/${path.split('/').map(encodeURIComponent).join('/')}`;

async function fetchWithToken(url, signal) {
  const token = sessionStorage.getItem('token');
  const headers = token ? {authorization: `Bearer ${token}`} : {};
  const response = await fetch(url, {headers, signal});
  if (response.status === 401) {
    await askForToken();
    return fetchWithToken(url, signal);
  }
  const body = await response.json();
  if (!response.ok) throw new ApiError(response.status, body.error);
  return body;
}

let asking = null;

function askForToken() {
  asking ??= new Promise((resolve) => {
    const dialog = document.getElementById('token');
    dialog.addEventListener('close', () => {
      sessionStorage.setItem('token', dialog.querySelector('input').value.trim());
      asking = null;
      resolve();
    }, {once: true});
    dialog.showModal();
  });
  return asking;
}
