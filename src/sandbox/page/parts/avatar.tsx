const hues = ['blue', 'turquoise', 'orange', 'purple', 'green', 'wathet', 'indigo', 'carmine'];

function hueOf(id: string): string {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hues[sum % hues.length] ?? 'blue';
}

/** Two last characters of the name on a hue that stays the same for the same person. */
export function Avatar(props: { id: string; name: string; size?: 'small' | 'large'; bot?: boolean }) {
  const initials = props.name.length > 2 ? props.name.slice(-2) : props.name;
  const hue = hueOf(props.id);
  return (
    <span
      class={`avatar ${props.size ?? ''} ${props.bot ? 'bot' : ''}`}
      style={{ '--hue': `light-dark(var(--${hue}-600), var(--${hue}-300))` }}
      aria-hidden="true"
    >
      {initials}
    </span>
  );
}
