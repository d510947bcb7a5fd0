import { render, type JSX } from 'preact';
import { useEffect, useReducer, useState } from 'preact/hooks';
import { language, speak } from './i18n.js';
import { ChatModel } from './state/chat-model.js';
import { development, type Development } from './state/development.js';
import './style.css';
import { App } from './view/app.js';
import { Login, USER_ID } from './view/login.js';
import { apply } from './view/theme.js';

/** Who is logged in on this page; another page may be somebody else. */
const USER = 'hongyan.user';

function wanted(): string | null {
  const asked = new URLSearchParams(location.search).get('user') ?? sessionStorage.getItem(USER);
  return asked !== null && USER_ID.test(asked) ? asked : null;
}

function Page({ told }: { readonly told: Development }): JSX.Element | null {
  const [user, setUser] = useState(wanted);
  const [model, setModel] = useState<ChatModel | null>(null);
  const [failed, setFailed] = useState('');
  const [life, begin] = useReducer((count: number) => count + 1, 0);
  const [, look] = useReducer((count: number) => count + 1, 0);

  useEffect(() => {
    if (user === null) {
      return;
    }
    sessionStorage.setItem(USER, user);
    const made = new ChatModel(user);
    made.start(told.socketUrl).then(
      () => setModel(made),
      (cause: unknown) => setFailed(cause instanceof Error ? cause.message : String(cause)),
    );
    const nudge = (): void => made.client.nudge();
    const visible = (): void => {
      made.client.background(document.visibilityState === 'hidden');
      if (document.visibilityState === 'visible') {
        made.client.nudge();
      }
    };
    const whenStarted = (what: () => void) => () => made.hasStarted && what();
    const listeners: [EventTarget, string, () => void][] = [
      [window, 'online', whenStarted(nudge)],
      [window, 'offline', whenStarted(nudge)],
      [document, 'visibilitychange', whenStarted(visible)],
    ];
    listeners.forEach(([target, name, listener]) => target.addEventListener(name, listener));
    return () => listeners.forEach(([target, name, listener]) => target.removeEventListener(name, listener));
  }, [user, life]);

  if (failed !== '') {
    return (
      <main class="login">
        <p class="card" role="alert">
          {failed}
        </p>
      </main>
    );
  }
  if (user === null) {
    return <Login users={told.users} onLogin={setUser} onLanguage={() => look(undefined)} />;
  }
  if (model === null) {
    return null; // what the browser kept is read in a few milliseconds
  }
  const leave = async (forget: boolean): Promise<void> => {
    await model.end(forget);
    setModel(null);
    if (forget) {
      sessionStorage.removeItem(USER);
      history.replaceState(null, '', location.pathname);
      setUser(null);
    } else {
      begin(undefined);
    }
  };
  return (
    <App
      key={life}
      model={model}
      people={told.users}
      onSignOut={() => void leave(true)}
      onLogIn={() => void leave(false)}
    />
  );
}

apply();
speak(language());
const root = document.getElementById('app');
if (root !== null) {
  render(<Page told={await development()} />, root);
}
