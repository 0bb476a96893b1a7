import { attempt, toast } from '../actions.ts';
import * as api from '../api.ts';
import { refreshFaults } from '../drawer.ts';
import type { Json } from '../json.ts';
import { text } from '../text.ts';
import { faultText } from './text.ts';

export const injectFault = (spec: Json, name: string): Promise<void> =>
  attempt(
    0,
    async () => {
      await api.injectFault(spec);
      toast(0, { type: 'success', content: faultText.done(name) });
      await refreshFaults();
    },
    text.live.failed,
  );

export const clearFaults = (faultId?: string): Promise<void> =>
  attempt(
    0,
    async () => {
      await api.clearFaults(faultId);
      toast(0, { type: 'success', content: faultText.cleared });
      await refreshFaults();
    },
    text.live.failed,
  );
