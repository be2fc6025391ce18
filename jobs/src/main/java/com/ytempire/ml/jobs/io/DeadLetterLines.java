package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.json.DeadLetterWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Dead letters as JSON lines. */
final class DeadLetterLines implements RecordWriter<DeadLetter> {
  private final DeadLetterWriter json = new DeadLetterWriter();
  private final OutputStream out;

  DeadLetterLines(Path file) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(file));
  }

  @Override
  public void write(DeadLetter letter) throws IOException {
    out.write(json.write(letter));
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
