package com.ytempire.ml.api.journal;

import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.prediction.json.FailedRequestsJson;
import com.ytempire.ml.core.prediction.json.ServedPredictionJson;
import com.ytempire.ml.core.store.PredictionLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the journal keeps; as a line of a file, a letter for its kind and its JSON. */
sealed interface Entry {
  /** An answer. */
  record Served(ServedPrediction prediction) implements Entry {
    @Override
    public byte[] line() {
      return Entry.ofKind('P', ServedPredictionJson.write(prediction));
    }
  }

  /** Requests without an answer. */
  record Failed(FailedRequests requests) implements Entry {
    @Override
    public byte[] line() {
      return Entry.ofKind('F', FailedRequestsJson.write(requests));
    }
  }

  /** As one line, its end included. */
  byte[] line();

  private static byte[] ofKind(char kind, byte[] json) {
    byte[] line = new byte[json.length + 2];
    line[0] = (byte) kind;
    System.arraycopy(json, 0, line, 1, json.length);
    line[line.length - 1] = '\n';
    return line;
  }

  /**
   * Reads a line without its end.
   *
   * @throws IOException when it is no entry
   */
  static Entry read(byte[] line) throws IOException {
    byte[] json = Arrays.copyOfRange(line, Math.min(1, line.length), line.length);
    return switch (line.length == 0 ? ' ' : (char) line[0]) {
      case 'P' -> new Served(ServedPredictionJson.read(json));
      case 'F' -> new Failed(FailedRequestsJson.read(json));
      default -> throw new IOException("a line of the journal begins with P or F");
    };
  }

  /** Writes entries to the log, in at most two round trips. */
  static void save(List<Entry> entries, PredictionLog log) {
    List<ServedPrediction> predictions = new ArrayList<>();
    List<FailedRequests> failures = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Served served) {
        predictions.add(served.prediction());
      } else if (entry instanceof Failed failed) {
        failures.add(failed.requests());
      }
    }
    if (!predictions.isEmpty()) {
      log.saveServed(predictions);
    }
    if (!failures.isEmpty()) {
      log.saveFailures(failures);
    }
  }
}
