export function Brand() {
  return (
    <span class="brand">
      <img src="/console/assets/icon.svg" alt="" width="24" height="24" />
      Opstage
    </span>
  );
}
