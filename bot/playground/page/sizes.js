// How large a file is, in words.

/** "PDF, 12 KB"; `file` is a file object of Slack's or one that was chosen. */
export function sizeOf(file) {
  const kind = (file.pretty_type || file.filetype || file.name.split(".").at(-1)).toUpperCase();
  const size =
    file.size < 1024
      ? `${file.size} B`
      : file.size < 1024 ** 2
        ? `${Math.round(file.size / 1024)} KB`
        : `${(file.size / 1024 ** 2).toFixed(1)} MB`;
  return `${kind}, ${size}`;
}
