/** Where rows of a long list lie, measured or estimated. In pixels; pure. */
export class Heights {
  readonly #measured = new Map<string, number>();
  readonly #estimate: number;
  #keys: readonly string[] = [];
  /** Where each row begins, and at the end where the list does. */
  #tops = new Float64Array(1);

  constructor(estimate: number) {
    this.#estimate = estimate;
  }

  /** Takes the rows as they are now; what was measured of those that stay is kept. */
  lay(keys: readonly string[]): void {
    this.#keys = keys;
    this.#sum();
  }

  /** Takes what was measured. True if anything differs from what was thought. */
  measure(heights: ReadonlyMap<string, number>): boolean {
    let changed = false;
    heights.forEach((height, key) => {
      if (this.#measured.get(key) !== height) {
        this.#measured.set(key, height);
        changed = true;
      }
    });
    if (changed) {
      this.#sum();
    }
    return changed;
  }

  #sum(): void {
    this.#tops = new Float64Array(this.#keys.length + 1);
    let top = 0;
    this.#keys.forEach((key, index) => {
      this.#tops[index] = top;
      top += this.#measured.get(key) ?? this.#estimate;
    });
    this.#tops[this.#keys.length] = top;
  }

  /** Forgets what was measured, as when the width changes. */
  forget(): void {
    this.#measured.clear();
    this.#sum();
  }

  get total(): number {
    return this.#tops[this.#keys.length] ?? 0;
  }

  top(index: number): number {
    return this.#tops[index] ?? this.total;
  }

  /** The row at a place; the last one beyond the end. */
  indexAt(place: number): number {
    let low = 0;
    let high = this.#keys.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#tops[middle] ?? 0) <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Math.max(0, low);
  }

  /** The rows between two places, and some around them: from the first up to, not including, the second. */
  window(from: number, to: number, around: number): readonly [number, number] {
    if (this.#keys.length === 0) {
      return [0, 0];
    }
    return [
      Math.max(0, this.indexAt(Math.max(0, from)) - around),
      Math.min(this.#keys.length, this.indexAt(Math.max(0, to)) + 1 + around),
    ];
  }
}
