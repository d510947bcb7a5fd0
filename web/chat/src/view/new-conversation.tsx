import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { idBetween } from '@hongyan/client';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { Dialog } from './dialog.js';
import { USER_ID } from './login.js';

/** User ids out of what somebody typed; what cannot be one is left out. */
export function names(text: string): string[] {
  return [...new Set(text.split(/[\s,;，；、]+/).filter((name) => USER_ID.test(name)))];
}

/** Begins a conversation of two, or a group. */
export function NewConversation(props: {
  readonly model: ChatModel;
  readonly people: readonly string[];
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { model } = props;
  const [person, setPerson] = useState('');
  const [group, setGroup] = useState('');
  const [members, setMembers] = useState('');
  const [groupId] = useState(() => crypto.randomUUID()); // tried again, it is the same group
  const canWrite = USER_ID.test(person.trim()) && person.trim() !== model.me;
  const others = names(members).filter((name) => name !== model.me);
  const people = props.people.filter((each) => each !== model.me);
  const write = (to: string): void => props.onOpen(idBetween(model.me, to));
  return (
    <Dialog title={say('newConversation')} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canWrite) {
            write(person.trim());
          }
        }}
      >
        <h3>{say('writeTo')}</h3>
        {people.length > 0 && (
          <p class="chips">
            {people.map((each) => (
              <button type="button" class="chip" key={each} onClick={() => write(each)}>
                {each}
              </button>
            ))}
          </p>
        )}
        <label for="person">{say('personName')}</label>
        <div class="line">
          <input id="person" value={person} autocomplete="off" spellcheck={false} maxLength={64} placeholder={say('namePlaceholder')} onInput={(event) => setPerson(event.currentTarget.value)} />
          <button type="submit" disabled={!canWrite}>
            {say('start')}
          </button>
        </div>
      </form>
      <form
        class="apart"
        onSubmit={(event) => {
          event.preventDefault();
          void model.attempt(async () => {
            const made = await model.client.createGroup(group.trim(), others, groupId);
            props.onOpen(made.conversationId);
          });
        }}
      >
        <h3>{say('newGroup')}</h3>
        <label for="group">{say('groupName')}</label>
        <input id="group" value={group} maxLength={100} dir="auto" autocomplete="off" onInput={(event) => setGroup(event.currentTarget.value)} />
        <label for="others">{say('memberNames')}</label>
        <input id="others" value={members} autocomplete="off" spellcheck={false} placeholder={people.join(' ')} onInput={(event) => setMembers(event.currentTarget.value)} />
        {model.notice !== '' && (
          <p class="wrong" role="alert">
            {model.notice}
          </p>
        )}
        <button type="submit" disabled={group.trim() === '' || others.length === 0}>
          {say('createGroup')}
        </button>
      </form>
    </Dialog>
  );
}
