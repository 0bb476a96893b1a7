import { useState } from 'preact/hooks';
import { closeDrawer, escapeCloses } from '../drawer.ts';
import { isRecord, parse } from '../json.ts';
import { Icon } from '../parts/icon.tsx';
import type { Fault } from '../protocol.ts';
import { useStore } from '../store.ts';
import { clearFaults, injectFault } from './actions.ts';
import { type Preset, presetOf, presets } from './presets.ts';
import { faultText } from './text.ts';

const TIMES = [1, 3, 10, 'always'] as const;
type Times = (typeof TIMES)[number];

const nameOf = ({ kind, code, status }: Fault): string => {
  const preset = presetOf(kind, code, status);
  return preset === undefined ? kind : faultText.presets[preset.name][0];
};

function Active({ faults }: { faults: readonly Fault[] }) {
  return (
    <section class="fault-active" aria-label={faultText.active}>
      <div class="fault-row">
        <h3>{faultText.active}</h3>
        <button type="button" class="button small default" onClick={() => void clearFaults()}>
          {faultText.clear}
        </button>
      </div>
      {faults.length === 0 && <p class="fault-note">{faultText.none}</p>}
      <ul>
        {faults.map((fault) => (
          <li key={fault.fault_id || fault.kind} class="fault-row">
            <span>
              {nameOf(fault)}
              {fault.path !== '' && <small>{faultText.struck(fault.path)}</small>}
            </span>
            <span class="fault-left">{faultText.left(fault.left)}</span>
            {fault.fault_id !== '' && (
              <button
                type="button"
                class="icon-button"
                aria-label={faultText.remove(nameOf(fault))}
                onClick={() => void clearFaults(fault.fault_id)}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Own() {
  const [source, setSource] = useState('');
  const spec = parse(source);
  const bad = source.trim() !== '' && !isRecord(spec);
  return (
    <details class="fault-own">
      <summary>{faultText.own}</summary>
      <textarea
        class="control"
        rows={4}
        spellcheck={false}
        aria-label={faultText.own}
        aria-invalid={bad}
        placeholder={faultText.ownHint}
        value={source}
        onInput={(event) => setSource(event.currentTarget.value)}
      />
      {bad && <p class="hint">{faultText.ownBad}</p>}
      <button
        type="button"
        class="button small primary"
        aria-disabled={!isRecord(spec)}
        onClick={() => {
          if (isRecord(spec)) void injectFault(spec, String(spec.kind));
        }}
      >
        {faultText.inject}
      </button>
    </details>
  );
}

export function FaultPanel() {
  const faults = useStore((state) => state.faults);
  const [times, setTimes] = useState<Times>(1);
  const inject = ({ name, spec, standing }: Preset) =>
    injectFault(standing ? spec : { ...spec, times }, faultText.presets[name][0]);
  return (
    <aside class="drawer" aria-label={faultText.title} onKeyDown={escapeCloses}>
      <header>
        <div>
          <h2>{faultText.title}</h2>
          <p>{faultText.lead}</p>
        </div>
        <button type="button" class="icon-button" aria-label={faultText.close} onClick={closeDrawer}>
          <Icon name="close" />
        </button>
      </header>
      <div class="drawer-body">
        <Active faults={faults} />
        <fieldset class="fault-times">
          <legend>{faultText.times}</legend>
          {TIMES.map((each) => (
            <button
              key={each}
              type="button"
              class="chip"
              aria-pressed={each === times}
              onClick={() => setTimes(each)}
            >
              {each === 'always' ? faultText.always : each}
            </button>
          ))}
        </fieldset>
        {Object.entries(faultText.groups).map(([group, title]) => (
          <section key={group} aria-label={title}>
            <h3>{title}</h3>
            <ul class="fault-presets">
              {presets
                .filter((preset) => preset.group === group)
                .map((preset) => (
                  <li key={preset.name}>
                    <button type="button" onClick={() => void inject(preset)}>
                      <strong>{faultText.presets[preset.name][0]}</strong>
                      <small>{faultText.presets[preset.name][1]}</small>
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
        <Own />
      </div>
    </aside>
  );
}
