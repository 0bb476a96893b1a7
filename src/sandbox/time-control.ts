/** How the workspace's clock is moved; whoever runs the bot beside it decides what moving means. */
export interface TimeControl {
  now(): Date;
  rate(): number;
  /** Whether it can tell when everything due has been done. */
  readonly idle: boolean;
  advanceTo(to: Date): Promise<void>;
  setRate(rate: number): void;
}
