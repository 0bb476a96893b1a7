/** How the workspace's clock is moved; whoever runs the bot beside it decides what moving means. */
export interface TimeControl {
  now(): Date;
  rate(): number;
  /** Whether it can tell when everything due has been done. */
  readonly idle: boolean;
  advanceTo(to: Date): Promise<void>;
  /** The next moment at which anything waits, as far as this side can see; undefined: nothing does. */
  nextDue(): Date | undefined;
  setRate(rate: number): void;
}
