package com.ytempire.ml.api.drift;

import com.ytempire.ml.api.http.PageAnswers;
import com.ytempire.ml.api.security.Scopes;
import com.ytempire.ml.drift.report.DriftReport;
import com.ytempire.ml.drift.report.DriftReportJson;
import com.ytempire.ml.drift.report.DriftReportPage;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What was found of the drift of models. */
@Controller("/drift")
@Secured(Scopes.READ)
@Tag(name = "drift")
class DriftController {
  private final FindDrift find;

  DriftController(FindDrift find) {
    this.find = find;
  }

  /**
   * What was found in a period: windows, columns over time, what moved most, retrainings.
   *
   * @param modelId a model such as {@code trend_predictor}, or a version such as {@code
   *     trend_predictor_v1.2.3}
   * @param version only this version of the model
   * @param slice part of the traffic, such as {@code all} or {@code region=US}
   * @param period windows that end in so many hours or days up to now; at most 90 days
   * @param from windows that end after this time, with {@code to}, in place of the period
   * @param to and not after this
   */
  @Get("/{model_id}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Produces(MediaType.APPLICATION_JSON)
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DriftDocuments.Report.class)))
  HttpResponse<byte[]> drift(
      @PathVariable("model_id") String modelId,
      @Nullable @QueryValue @Size(max = 20) String version,
      @QueryValue(defaultValue = "all") @Size(min = 1, max = 200) String slice,
      @Nullable @QueryValue String period,
      @Nullable @QueryValue String from,
      @Nullable @QueryValue String to) {
    DriftReport report = find.of(new FindDrift.Asked(modelId, version, slice, period, from, to));
    return HttpResponse.ok(DriftReportJson.write(report))
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  /**
   * The same as a page for people, or as JSON where the caller rather accepts that.
   *
   * @param modelId a model such as {@code trend_predictor}, or a version such as {@code
   *     trend_predictor_v1.2.3}
   * @param version only this version of the model
   * @param slice part of the traffic, such as {@code all} or {@code region=US}
   * @param period windows that end in so many hours or days up to now; at most 90 days
   * @param from windows that end after this time, with {@code to}, in place of the period
   * @param to and not after this
   */
  @Get("/{model_id}/report")
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = "string")),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = DriftDocuments.Report.class))
      })
  HttpResponse<byte[]> report(
      HttpRequest<?> request,
      @PathVariable("model_id") String modelId,
      @Nullable @QueryValue @Size(max = 20) String version,
      @QueryValue(defaultValue = "all") @Size(min = 1, max = 200) String slice,
      @Nullable @QueryValue String period,
      @Nullable @QueryValue String from,
      @Nullable @QueryValue String to) {
    DriftReport report = find.of(new FindDrift.Asked(modelId, version, slice, period, from, to));
    return PageAnswers.isPageWanted(request, true)
        ? PageAnswers.page(DriftReportPage.write(report))
        : PageAnswers.json(DriftReportJson.write(report));
  }
}
