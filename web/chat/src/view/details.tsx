import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isAtLeast, peerOf, type Conversation, type GroupRules, type Member, type Role } from '@hongyan/client';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import type { Open } from '../state/open.js';
import { Avatar } from './avatar.js';
import { Dialog } from './dialog.js';
import { names } from './new-conversation.js';
import { useIsBefore } from './time.js';
import { duration, moment, presenceWords } from './words.js';

const HOUR_MS = 3_600_000;

/** An hour, a day, a week, four weeks. */
const TIMERS_MS = [HOUR_MS, 24 * HOUR_MS, 168 * HOUR_MS, 672 * HOUR_MS] as const;

const ROLES: readonly Role[] = ['member', 'admin', 'owner'];

/** What a conversation is besides its messages: for two the other one, for a group its name and members. */
export function Details(props: {
  readonly model: ChatModel;
  readonly open: Open;
  readonly onClose: () => void;
  /** Closes the conversation too. */
  readonly onAway: () => void;
}): JSX.Element {
  const { model, open } = props;
  const known = model.client.conversation(open.id);
  const peer = peerOf(open.id, model.me);
  return (
    <Dialog title={say('details')} side onClose={props.onClose}>
      <div class="details-who">
        <Avatar name={model.title(open.id)} group={peer === null} />
        <p class="details-name">
          <bdi>{model.title(open.id)}</bdi>
        </p>
        {peer !== null && <p>{presenceWords(model.presence.get(peer))}</p>}
      </div>
      {model.notice !== '' && (
        <p class="wrong" role="alert">
          {model.notice}
        </p>
      )}
      {known !== undefined && <Arranged model={model} known={known} onAway={props.onAway} />}
      {peer !== null && known !== undefined && (
        <button
          type="button"
          class={known.blocked ? '' : 'danger'}
          onClick={() => void model.attempt(() => model.client.block(peer, !known.blocked))}
        >
          {say(known.blocked ? 'unblock' : 'block')}
        </button>
      )}
      {known !== undefined && !known.left && !known.blocked && (peer !== null || isAtLeast(known.role, 'admin')) && (
        <Timer model={model} id={open.id} timerMs={known.timerMs} />
      )}
      {peer === null && known !== undefined && !known.left && <Group {...props} known={known} />}
      {known?.left && <p>{say('leftHint')}</p>}
    </Dialog>
  );
}

function Group(props: {
  readonly model: ChatModel;
  readonly open: Open;
  readonly known: Conversation;
  readonly onClose: () => void;
}): JSX.Element {
  const { model, open, known } = props;
  const [name, setName] = useState(known.name);
  const [more, setMore] = useState('');
  const [isLeaving, setLeaving] = useState(false);
  const { rules } = known;
  const submit = (what: () => Promise<unknown>, then: () => void) => (event: Event) => {
    event.preventDefault();
    void model.attempt(what).then((worked) => worked && then());
  };
  return (
    <>
      {isAtLeast(known.role, rules.rename) && (
        <form onSubmit={submit(() => model.client.rename(open.id, name.trim()), () => {})}>
          <label for="group-name">{say('groupName')}</label>
          <div class="line">
            <input id="group-name" value={name} maxLength={100} required dir="auto" onInput={(event) => setName(event.currentTarget.value)} />
            <button type="submit" disabled={name.trim() === '' || name.trim() === known.name}>
              {say('rename')}
            </button>
          </div>
        </form>
      )}
      {known.role === 'owner' && <Rules model={model} id={open.id} rules={rules} />}
      <h3>{say('members')}</h3>
      <ul class="members">
        {open.members.map((member) => (
          <MemberView key={member.userId} model={model} id={open.id} member={member} myRole={known.role} />
        ))}
      </ul>
      {isAtLeast(known.role, rules.addMembers) && (
        <form onSubmit={submit(() => model.client.addMembers(open.id, names(more)), () => setMore(''))}>
          <label for="add-members">{say('addMembers')}</label>
          <div class="line">
            <input id="add-members" value={more} autocomplete="off" spellcheck={false} placeholder={say('namePlaceholder')} onInput={(event) => setMore(event.currentTarget.value)} />
            <button type="submit" disabled={names(more).length === 0}>
              {say('add')}
            </button>
          </div>
        </form>
      )}
      <button
        type="button"
        class="danger"
        onClick={() => {
          if (isLeaving) {
            void model.attempt(() => model.client.leave(open.id)).then((worked) => worked && props.onClose());
          } else {
            setLeaving(true);
          }
        }}
      >
        {say(isLeaving ? 'leaveSure' : 'leave')}
      </button>
    </>
  );
}

/** Who may do what, which is the owner's to say. */
function Rules({ model, id, rules }: { readonly model: ChatModel; readonly id: string; readonly rules: GroupRules }): JSX.Element {
  return (
    <>
      {(['post', 'mentionEveryone', 'addMembers', 'rename'] as const).map((what) => (
        <label key={what} class="rule">
          {say(`rule_${what}`)}
          <select
            value={rules[what]}
            onChange={(event) => {
              const least = event.currentTarget.value as Role;
              void model.attempt(() => model.client.setRules(id, { ...rules, [what]: least }));
            }}
          >
            {ROLES.map((role) => (
              <option key={role} value={role} selected={role === rules[what]}>
                {say(`from_${role === 'none' ? 'member' : role}`)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </>
  );
}

function MemberView(props: {
  readonly model: ChatModel;
  readonly id: string;
  readonly member: Member;
  readonly myRole: Role;
}): JSX.Element {
  const { model, id, member, myRole } = props;
  const { userId, role } = member;
  const isMe = userId === model.me;
  const mayRemove = !isMe && (myRole === 'owner' || (myRole === 'admin' && role === 'member'));
  const maySilence = !isMe && role === 'member' && isAtLeast(myRole, 'admin');
  return (
    <li class="member">
      <Avatar name={userId} presence={isMe ? undefined : model.presence.get(userId)?.state} />
      <bdi class="member-name">{isMe ? `${userId} (${say('youLower')})` : userId}</bdi>
      {myRole === 'owner' && !isMe ? (
        <select
          value={role}
          aria-label={say('roleOf', { name: userId })}
          onChange={(event) => {
            const chosen = event.currentTarget.value as Role;
            void model.attempt(() => model.client.setRole(id, userId, chosen));
          }}
        >
          {ROLES.map((each) => (
            <option key={each} value={each} selected={each === role}>
              {say(`role_${each}`)}
            </option>
          ))}
        </select>
      ) : (
        <span class="member-role">{say(`role_${role}`)}</span>
      )}
      {maySilence && <Silence model={model} id={id} member={member} />}
      {mayRemove && (
        <button
          type="button"
          class="quiet small danger"
          aria-label={say('remove', { name: userId })}
          title={say('remove', { name: userId })}
          onClick={() => void model.attempt(() => model.client.removeMembers(id, [userId]))}
        >
          ×
        </button>
      )}
    </li>
  );
}

/** How one's own list has the conversation, on all one's devices. */
function Arranged(props: { readonly model: ChatModel; readonly known: Conversation; readonly onAway: () => void }): JSX.Element {
  const { model, known } = props;
  const { id, pinnedMs, archivedSeq, left } = known;
  return (
    <div class="line arranged">
      <button type="button" class="quiet" onClick={() => void model.attempt(() => model.client.pin(id, pinnedMs === 0))}>
        {say(pinnedMs > 0 ? 'unpin' : 'pin')}
      </button>
      <button type="button" class="quiet" onClick={() => void model.attempt(() => model.client.archive(id, archivedSeq === 0))}>
        {say(archivedSeq > 0 ? 'unarchive' : 'archive')}
      </button>
      {!left && (
        <button
          type="button"
          class="quiet"
          onClick={() =>
            void model
              .attempt(() => model.client.markUnread(id, true))
              .then((worked) => {
                if (worked) {
                  props.onAway(); // opening it again takes the mark away
                }
              })
          }
        >
          {say('markUnread')}
        </button>
      )}
    </div>
  );
}

/** After what time messages disappear. */
function Timer({ model, id, timerMs }: { readonly model: ChatModel; readonly id: string; readonly timerMs: number }): JSX.Element {
  const choices = [...new Set([0, ...TIMERS_MS, timerMs])].sort((one, other) => one - other);
  return (
    <label class="rule">
      {say('timer')}
      <select
        value={String(timerMs)}
        onChange={(event) => {
          const chosen = Number(event.currentTarget.value);
          void model.attempt(() => model.client.setTimer(id, chosen));
        }}
      >
        {choices.map((ms) => (
          <option key={ms} value={String(ms)} selected={ms === timerMs}>
            {ms === 0 ? say('timerNever') : say('timerAfter', { time: duration(ms) })}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whether a member may speak, and if not how long. */
function Silence({ model, id, member }: { readonly model: ChatModel; readonly id: string; readonly member: Member }): JSX.Element {
  const { userId, silencedUntilMs } = member;
  const silenced = useIsBefore(silencedUntilMs);
  const chosen = silenced ? '' : '0';
  return (
    <select
      value={chosen}
      aria-label={say('silence', { name: userId })}
      onChange={(event) => {
        const hours = Number(event.currentTarget.value);
        void model.attempt(() => model.client.silence(id, [userId], hours * HOUR_MS));
      }}
    >
      {silenced && (
        <option value="" selected>
          {say('silence_until', { when: moment(silencedUntilMs) })}
        </option>
      )}
      {([0, 1, 24, 168] as const).map((hours) => (
        <option key={hours} value={hours} selected={String(hours) === chosen}>
          {say(`silence_${hours}`)}
        </option>
      ))}
    </select>
  );
}
