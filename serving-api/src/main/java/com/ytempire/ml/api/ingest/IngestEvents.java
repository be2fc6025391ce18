package com.ytempire.ml.api.ingest;

import com.ytempire.ml.api.http.Problem.FieldError;
import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.ingest.EventLog.LogRecord;
import com.ytempire.ml.api.ingest.IngestAnswer.ItemError;
import com.ytempire.ml.core.event.json.InvalidEventException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Checks events item by item and appends the good ones to the log, in order of event time, so that
 * each series is sent in order. Safe to share.
 */
@Singleton
class IngestEvents {
  private final EventLog log;
  private final Clock clock;

  IngestEvents(EventLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Takes the items of a body.
   *
   * @param items where they are in the body
   * @return done once every accepted item is in the log
   * @throws ProblemException when all items are wrong
   */
  CompletableFuture<IngestAnswer> accept(EventKind kind, byte[] body, List<Items.Range> items) {
    EventKind.Reader reader = kind.reader(clock);
    List<Item> good = new ArrayList<>(items.size());
    List<ItemError> errors = new ArrayList<>();
    for (int index = 0; index < items.size(); index++) {
      Items.Range range = items.get(index);
      try {
        good.add(reader.read(body, range.from(), range.to()));
      } catch (InvalidEventException e) {
        errors.add(error(index, e));
      }
    }
    if (good.isEmpty()) {
      throw allRefused(errors);
    }
    good.sort(Comparator.comparingLong(Item::eventMillis).thenComparing(Item::eventId));
    List<LogRecord> records =
        good.stream()
            .map(
                item ->
                    new LogRecord(kind.topic(), item.key(), item.json(), item.eventMillis(), ""))
            .toList();
    return log.append(records)
        .thenApply(done -> new IngestAnswer(good.size(), errors.size(), errors));
  }

  private static ItemError error(int index, InvalidEventException e) {
    String prefix = e.field() + ": ";
    String reason = e.reason();
    String message = reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason;
    return new ItemError(index, e.field(), e.value().isEmpty() ? null : e.value(), message);
  }

  private static ProblemException allRefused(List<ItemError> errors) {
    return ProblemException.invalid(
        errors.stream()
            .map(
                error ->
                    new FieldError(
                        "[%d].%s".formatted(error.index(), error.field()),
                        error.value(),
                        error.message()))
            .toList());
  }
}
