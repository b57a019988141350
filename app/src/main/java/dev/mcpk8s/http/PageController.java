package dev.mcpk8s.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** The pages for people and the API's description; nothing of them comes from elsewhere. */
@Controller
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
class PageController {

    private static final String OWN_ONLY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'none'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    /** Swagger UI sets styles from its script. */
    private static final String OWN_AND_STYLES =
            OWN_ONLY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    private final PageFiles files;

    PageController(PageFiles files) {
        this.files = files;
    }

    @Get("/")
    HttpResponse<byte[]> start() {
        return page("index.html", OWN_ONLY);
    }

    @Get("/page/{name}")
    HttpResponse<byte[]> part(String name) {
        return page(name, OWN_ONLY);
    }

    @Get("/docs")
    HttpResponse<byte[]> docs() {
        return page("docs.html", OWN_AND_STYLES);
    }

    @Get("/openapi.json")
    HttpResponse<byte[]> openapi() {
        return page("openapi.json", OWN_ONLY);
    }

    private HttpResponse<byte[]> page(String name, String policy) {
        PageFiles.PageFile file = files.named(name);
        return HttpResponse.ok(file.content())
                .contentType(file.type())
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
