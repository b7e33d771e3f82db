// How large a file is, in words.

/** "PDF, 12 KB"; `file` is a file object of Slack's or one that was chosen. */
export function sizeOf(file) {
  const kind = (file.pretty_type || file.filetype || file.name.split(".").at(-1)).toUpperCase();
  // Rounded up, as the bot does.
  const size =
    file.size <= 1024 ** 2 / 10
      ? `${Math.ceil(file.size / 1024)} KB`
      : `${Math.ceil((10 * file.size) / 1024 ** 2) / 10} MB`;
  return `${kind}, ${size}`;
}
