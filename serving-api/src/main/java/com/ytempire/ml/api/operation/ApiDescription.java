package com.ytempire.ml.api.operation;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Contact;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;

/** What the description of the operations says of the service as a whole. Read by the build. */
@OpenAPIDefinition(
    info =
        @Info(
            title = ApiDescription.TITLE,
            version = "1.0.0",
            description =
                "Predictions of trends, features, models and ingestion of a platform for video.",
            contact = @Contact(name = "YTEMPIRE ML", url = "https://api.ytempire.com"),
            license = @License(name = "Proprietary", url = "https://api.ytempire.com/license")))
final class ApiDescription {
  static final String TITLE = "YTEMPIRE ML";

  private ApiDescription() {}
}
