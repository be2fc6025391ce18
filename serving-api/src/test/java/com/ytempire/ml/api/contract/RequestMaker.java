package com.ytempire.ml.api.contract;

import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import org.cornutum.tcases.SystemInputDef;
import org.cornutum.tcases.Tcases;
import org.cornutum.tcases.openapi.ModelOptions;
import org.cornutum.tcases.openapi.TcasesOpenApi;
import org.cornutum.tcases.openapi.reader.OpenApiReader;
import org.cornutum.tcases.openapi.resolver.MessageData;
import org.cornutum.tcases.openapi.resolver.ParamData;
import org.cornutum.tcases.openapi.resolver.RequestCase;
import org.cornutum.tcases.openapi.resolver.RequestCases;
import org.cornutum.tcases.openapi.testwriter.RequestCaseUtils;
import org.cornutum.tcases.openapi.testwriter.encoder.DataValueJson;
import org.cornutum.tcases.resolve.ResolverContext;
import org.cornutum.tcases.util.Notifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests from the description with Tcases: for every variable of every operation the values
 * that it may have, and one request for each way in which it can be wrong.
 */
final class RequestMaker {
  private static final int MOST_TRIES = 10_000;

  private final ApiDocument document;
  private final Map<String, String> knownParameters;

  /**
   * Makes requests for a description.
   *
   * @param knownParameters values of path parameters that the service knows, used in valid requests
   *     beside made-up ones
   */
  RequestMaker(ApiDocument document, Map<String, String> knownParameters) {
    this.document = document;
    this.knownParameters = knownParameters;
  }

  /** Always the same for the same seed. */
  List<MadeRequest> make(long seed) {
    var context = ResolverContext.builder("contract").random(new Random(seed)).build();
    context.setMaxTries(MOST_TRIES);
    String older = OlderDocument.of(document).toString();
    try (var reader = new OpenApiReader(new StringReader(older), "json")) {
      SystemInputDef inputs =
          TcasesOpenApi.getRequestInputModel(
              reader.read(), ModelOptions.builder().notifier(Notifier.ignore()).build());
      var cases = RequestCases.getRequestCases(Tcases.getTests(inputs, null, null), context);
      List<MadeRequest> made = new ArrayList<>();
      for (RequestCase each : cases.getRequestCases()) {
        if (!each.isAuthFailure()) {
          add(each, made);
        }
      }
      return made;
    }
  }

  private void add(RequestCase each, List<MadeRequest> made) {
    Operation operation = document.operation(each.getOperation(), each.getPath());
    made.add(request(operation, each, Map.of()));
    boolean known =
        knownParameters.keySet().stream().anyMatch(n -> each.getPath().contains("{" + n + "}"));
    if (known) {
      made.add(request(operation, each, knownParameters));
    }
  }

  private static MadeRequest request(
      Operation operation, RequestCase each, Map<String, String> known) {
    String path = each.getPath();
    var query = new StringJoiner("&", "?", "").setEmptyValue("");
    Map<String, String> headers = new LinkedHashMap<>();
    String mistake = each.isFailure() ? each.getInvalidInput() : null;
    for (ParamData parameter : each.getParams()) {
      String name = parameter.getName();
      switch (parameter.getLocation()) {
        case PATH -> {
          boolean replaced = known.containsKey(name);
          if (replaced && mistake != null && mistake.startsWith(name + ".")) {
            mistake = null;
          }
          String value =
              replaced
                  ? known.get(name)
                  : parameter.getValue() == null
                      ? ""
                      : RequestCaseUtils.getPathParameterValue(parameter);
          path = path.replace("{" + name + "}", encoded(value));
        }
        case QUERY -> {
          if (parameter.getValue() != null) {
            RequestCaseUtils.getQueryParameters(parameter)
                .forEach(
                    pair -> query.add(encoded(pair.getKey()) + "=" + encoded(pair.getValue())));
          }
        }
        case HEADER ->
            RequestCaseUtils.getHeaderParameterValue(parameter)
                .ifPresent(value -> headers.put(name, value));
        case COOKIE -> throw new AssertionError("no operation takes cookies: " + each);
      }
    }
    String body = body(each.getBody());
    if (body != null) {
      String type = each.getBody().getMediaType();
      headers.put("Content-Type", type == null ? "application/json" : type);
    }
    return new MadeRequest(operation, path + query, headers, body, mistake);
  }

  private static @Nullable String body(@Nullable MessageData body) {
    return body == null || body.getValue() == null ? null : DataValueJson.toJson(body.getValue());
  }

  private static String encoded(@Nullable String text) {
    return text == null
        ? ""
        : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
