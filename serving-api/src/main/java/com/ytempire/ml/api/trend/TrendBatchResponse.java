package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.http.Problem.FieldError;
import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.http.ProblemKind;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /predict/trend/batch}.
 *
 * @param results one per request, in their order
 * @param succeeded how many have a prediction
 * @param failed how many have an error
 */
@Introspected
record TrendBatchResponse(List<Result> results, int succeeded, int failed) {

  static TrendBatchResponse of(List<Result> results) {
    int succeeded = (int) results.stream().filter(result -> result.prediction() != null).count();
    return new TrendBatchResponse(List.copyOf(results), succeeded, results.size() - succeeded);
  }

  /**
   * What came of one request: one of the two.
   *
   * @param prediction as {@code POST /predict/trend} gives it
   * @param error why there is none
   */
  @Introspected
  record Result(@Nullable TrendResponse prediction, @Nullable Failure error) {
    static Result of(TrendResponse prediction) {
      return new Result(prediction, null);
    }

    static Result of(ProblemException problem) {
      return new Result(
          null,
          new Failure(
              problem.kind(),
              problem.kind().status().getCode(),
              String.valueOf(problem.getMessage()),
              problem.errors()));
    }
  }

  /**
   * A problem of one request.
   *
   * @param type what kind it is, as in problem documents
   * @param status the status that the request alone would have had
   * @param detail what is wrong and what to do about it
   * @param errors what is wrong with single fields; may be empty
   */
  @Introspected
  record Failure(
      @Schema(implementation = String.class) ProblemKind type,
      int status,
      String detail,
      List<FieldError> errors) {}
}
