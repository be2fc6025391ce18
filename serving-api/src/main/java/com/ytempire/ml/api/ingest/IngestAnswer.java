package com.ytempire.ml.api.ingest;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the items of a request.
 *
 * @param accepted how many are in the log, from where the jobs take them
 * @param refused how many are not, for the reasons in {@code errors}
 * @param errors what is wrong, item by item
 */
@Introspected
record IngestAnswer(int accepted, int refused, List<ItemError> errors) {
  IngestAnswer {
    errors = List.copyOf(errors);
  }

  /**
   * What is wrong with an item.
   *
   * @param index where it stands in the request, from 0
   * @param field the field, or {@code payload} where the item as a whole is wrong
   * @param value the value that was refused, shortened; absent where there is none
   * @param message what is wrong, and what is allowed
   */
  @Introspected
  record ItemError(int index, String field, @Nullable String value, String message) {}
}
