import type { SpecFault } from '../duties/what-if/rules.ts';
import { whatIfText as words } from '../text/what-if.ts';

/** Says what of a `--duty` or `--profile` is wrong, and one way to write it that is right. */
export function faultWords(fault: SpecFault, example: string): string {
  switch (fault.what) {
    case 'form':
      return words.badForm(fault.spec, example);
    case 'duty':
      return words.badDuty(fault.duty);
    case 'field':
      return words.badField(fault.duty, fault.field);
    case 'profile':
      return words.badProfile(fault.id, fault.known);
    case 'fixed':
      return words.fixedProfile(fault.id);
    case 'value':
      return words.badValue(fault.of, fault.value, fault.example, fault.allowed);
  }
}
