import type { ComponentChildren, JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Heights } from './heights.js';

/** Rows above and below what is seen: enough that a turn of a wheel meets no blank. */
const AROUND = 12;
const ESTIMATE_PX = 52;

/** So near to the end the list stays at the end when something comes. */
const AT_END_PX = 48;
const NEAR_TOP_PX = 600;

export interface VirtualListProps<T extends { readonly key: string }> {
  readonly rows: readonly T[];
  readonly label: string;
  readonly render: (row: T, index: number) => ComponentChildren;
  /** Before the first row: what says that there is more, or that there is not. */
  readonly head: ComponentChildren;
  /** The reader comes near to the first row. */
  readonly onNearTop: () => void;
  /** Whether the end is seen. */
  readonly onAtEnd: (atEnd: boolean) => void;
  /** A row to begin at, instead of the end. */
  readonly beginAt: string | null;
  readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => void;
  /** Receives what scrolls to the end. */
  readonly toEnd: { current: () => void };
  /** Receives what scrolls to a row. */
  readonly toRow: { current: (key: string) => void };
}

/**
 * A list of any length of which only what is seen is in the page. It stays at its end while more comes there, and where it
 * was read while more comes before.
 */
export function VirtualList<T extends { readonly key: string }>(props: VirtualListProps<T>): JSX.Element {
  const { rows, onNearTop, onAtEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const headElement = useRef<HTMLDivElement>(null);
  const heights = useMemo(() => new Heights(ESTIMATE_PX), []);
  const anchor = useRef<{ key: string; offset: number } | 'end'>(
    props.beginAt === null ? 'end' : { key: props.beginAt, offset: -96 },
  );
  const [view, setView] = useState({ top: 0, height: 800 });
  const [, setMeasured] = useState(0);
  const elements = useRef(new Map<string, HTMLElement>()).current;
  const size = useRef({ scroll: 0, client: 0 });
  const placed = useRef(-1); // where the list itself scrolled to last: no doing of the reader's

  const keys = useMemo(() => rows.map((row) => row.key), [rows]);
  const index = useMemo(() => new Map(keys.map((key, at) => [key, at])), [keys]);
  useMemo(() => heights.lay(keys), [keys]);

  const headHeight = headElement.current?.offsetHeight ?? 0;
  const [from, to] = heights.window(view.top - headHeight, view.top - headHeight + view.height, AROUND);

  const measure = (): boolean => {
    const found = new Map<string, number>();
    elements.forEach((element, key) => found.set(key, element.getBoundingClientRect().height));
    return heights.measure(found);
  };

  /** Brings the row that was read, or the end, to where it was. */
  const settle = (): void => {
    const box = scroller.current;
    if (box === null) {
      return;
    }
    const before = headElement.current?.offsetHeight ?? 0;
    let wanted: number;
    if (anchor.current === 'end') {
      wanted = box.scrollHeight - box.clientHeight;
    } else {
      const at = index.get(anchor.current.key);
      wanted = at === undefined ? box.scrollTop : before + heights.top(at) + anchor.current.offset;
      if (wanted >= box.scrollHeight - box.clientHeight) {
        anchor.current = 'end'; // all that follows is seen: more of it shall be too
        wanted = box.scrollHeight - box.clientHeight;
      }
    }
    if (Math.abs(box.scrollTop - wanted) >= 1) {
      box.scrollTop = wanted;
      placed.current = box.scrollTop;
    }
    size.current = { scroll: box.scrollHeight, client: box.clientHeight };
    look(box);
  };

  const look = (box: HTMLDivElement): void => {
    setView((known) =>
      Math.abs(known.top - box.scrollTop) < 1 && known.height === box.clientHeight
        ? known
        : { top: box.scrollTop, height: box.clientHeight },
    );
    onAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < AT_END_PX);
    if (box.scrollTop < NEAR_TOP_PX) {
      onNearTop();
    }
  };

  useLayoutEffect(() => {
    if (measure()) {
      setMeasured((times) => times + 1);
    }
    settle();
  });

  useEffect(() => {
    const box = scroller.current;
    if (box === null) {
      return;
    }
    let width = box.clientWidth;
    const watch = new ResizeObserver(() => {
      if (box.clientWidth !== width) {
        width = box.clientWidth;
        heights.forget();
      }
      measure();
      setMeasured((times) => times + 1);
    });
    watch.observe(box);
    return () => watch.disconnect();
  }, []);

  const onScroll = (): void => {
    const box = scroller.current;
    if (box === null) {
      return;
    }
    if (box.scrollHeight !== size.current.scroll || box.clientHeight !== size.current.client) {
      settle(); // it changed its size, as when lines are written below it: no doing of the reader's either
      return;
    }
    if (Math.abs(box.scrollTop - placed.current) >= 1) {
      placed.current = -1;
      if (box.scrollHeight - box.scrollTop - box.clientHeight < AT_END_PX) {
        anchor.current = 'end';
      } else {
        const before = headElement.current?.offsetHeight ?? 0;
        const at = heights.indexAt(box.scrollTop - before);
        anchor.current = { key: keys[at] ?? '', offset: box.scrollTop - before - heights.top(at) };
      }
    }
    look(box);
  };

  props.toEnd.current = () => {
    anchor.current = 'end';
    settle();
  };

  props.toRow.current = (key) => {
    anchor.current = { key, offset: -(scroller.current?.clientHeight ?? 0) / 3 };
    settle();
  };

  return (
    <div
      class="scroller"
      ref={scroller}
      onScroll={onScroll}
      onKeyDown={props.onKeyDown}
      tabIndex={0}
      role="region"
      aria-label={props.label}
    >
      <div ref={headElement}>{props.head}</div>
      <div class="rows" role="feed" aria-label={props.label} style={{ height: `${heights.total}px` }}>
        <div class="window" style={{ transform: `translateY(${heights.top(from)}px)` }}>
          {rows.slice(from, to).map((row, offset) => (
            <div
              class="row"
              key={row.key}
              ref={(element) => {
                if (element === null) {
                  elements.delete(row.key);
                } else {
                  elements.set(row.key, element);
                }
              }}
            >
              {props.render(row, from + offset)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
