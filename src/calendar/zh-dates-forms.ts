export type MonthRef =
  | { readonly month: number; readonly year?: number | undefined }
  | { readonly monthsOn: number };

/** What a phrase says, before anybody asks which day that is. */
export type DayForm =
  | { readonly form: 'relative'; readonly days: number }
  | { readonly form: 'workdays_on'; readonly days: number }
  | {
      readonly form: 'weekday';
      readonly weekday: number;
      readonly weeksOn?: number;
      readonly isLoose?: boolean;
    }
  | {
      readonly form: 'date';
      readonly month: number;
      readonly date: number;
      readonly year?: number | undefined;
    }
  | { readonly form: 'date_of_month'; readonly date: number; readonly monthsOn?: number | undefined }
  | {
      readonly form: 'nth';
      readonly nth: number;
      readonly of: number | 'workday' | 'day';
      readonly month?: MonthRef | undefined;
    }
  | { readonly form: 'end'; readonly of: 'month'; readonly month: MonthRef }
  | { readonly form: 'end'; readonly of: 'quarter' }
  | { readonly form: 'end'; readonly of: 'year'; readonly year?: number | undefined }
  | { readonly form: 'weekend' | 'week'; readonly weeksOn: number }
  | { readonly form: 'vague' }
  | { readonly form: 'festival'; readonly name: string; readonly side: 'before' | 'on' | 'after' };

/** Why a phrase is not taken at its word. All but `numbers` are asked about; `numbers` is, unless a time stands beside it. */
export type Doubt = 'confirm' | 'about' | 'recurring' | 'unclear' | 'numbers';

export interface DayPhrase {
  readonly from: number;
  readonly to: number;
  readonly said: DayForm;
  readonly doubt?: Doubt | undefined;
  /** The last day, where a range of days was written. */
  readonly until?: DayForm | undefined;
  /** A weekday written beside the date, to be checked against it. */
  readonly beside?: number | undefined;
}
