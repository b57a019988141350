package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.print.Age;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelSelectorText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificate signing requests, with the names their certificate would have. */
@Singleton
final class CertificateSigningRequestDescriber implements Describer {

    private static final String COMMON_NAME = "550403";
    private static final String SERIAL_NUMBER = "550405";

    private static final List<Map.Entry<String, String>> SUBJECT =
            List.of(
                    Map.entry("Organization", "55040a"),
                    Map.entry("Organizational Unit", "55040b"),
                    Map.entry("Country", "550406"),
                    Map.entry("Locality", "550407"),
                    Map.entry("Province", "550408"),
                    Map.entry("StreetAddress", "550409"),
                    Map.entry("PostalCode", "550411"));

    private static final Pattern DIRECTIVE =
            Pattern.compile("%[-+# 0]*[0-9]*(?:\\.[0-9]*)?(.?)", Pattern.DOTALL);

    @Override
    public String groupKind() {
        return "CertificateSigningRequest.certificates.k8s.io";
    }

    @Override
    public void describe(JsonNode signing, DescribeScope scope, Description out)
            throws IOException {
        JsonNode spec = signing.path("spec");
        CertificateRequest request = parsed(spec.path("request"));
        Header.name(signing, out);
        JsonNode labels = signing.path("metadata").path("labels");
        out.field("Labels", LabelSelectorText.ofLabelsOrNone(labels));
        Header.annotationsInLine(signing, out);
        Header.creationTimestamp(signing, out);
        out.field("Requesting User", FieldValue.text(spec.path("username")));
        String signer = FieldValue.text(spec.path("signerName"));
        if (!signer.isEmpty()) {
            out.field("Signer", signer);
        }
        JsonNode seconds = spec.path("expirationSeconds");
        if (FieldValue.isSet(seconds)) {
            out.field("Requested Duration", Age.of(Duration.ofSeconds(seconds.asLong())));
        }
        out.field("Status", status(signing.path("status")));
        subject(request, out);
        alternatives(request, out);
        scope.events(signing, out);
    }

    private static CertificateRequest parsed(JsonNode request) {
        try {
            byte[] pem = Base64.getDecoder().decode(FieldValue.text(request));
            return CertificateRequest.parse(new String(pem, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException unreadable) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED, "Error parsing CSR: " + unreadable.getMessage());
        }
    }

    private static String status(JsonNode status) {
        List<String> types = new ArrayList<>();
        status.path("conditions")
                .forEach(condition -> types.add(FieldValue.text(condition.path("type"))));
        String decision =
                types.contains("Denied")
                        ? "Denied"
                        : types.contains("Approved") ? "Approved" : "Pending";
        boolean issued = !FieldValue.text(status.path("certificate")).isEmpty();
        return decision + (types.contains("Failed") ? ",Failed" : "") + (issued ? ",Issued" : "");
    }

    private static void subject(CertificateRequest request, Description out) throws IOException {
        out.write("Subject:\n");
        out.field("\tCommon Name", last(request.subject(COMMON_NAME)));
        out.field("\tSerial Number", last(request.subject(SERIAL_NUMBER)));
        for (Map.Entry<String, String> part : SUBJECT) {
            list(part.getKey(), request.subject(part.getValue()), out);
        }
    }

    private static void alternatives(CertificateRequest request, Description out)
            throws IOException {
        List<String> names = request.texts(CertificateRequest.DNS);
        List<String> mails = request.texts(CertificateRequest.EMAIL);
        List<String> uris = request.texts(CertificateRequest.URI);
        List<String> addresses = request.addresses().stream().map(AddressText::of).toList();
        if (names.isEmpty() && mails.isEmpty() && uris.isEmpty() && addresses.isEmpty()) {
            return;
        }
        out.write("Subject Alternative Names:\n");
        list("DNS Names", names, out);
        list("Email Addresses", mails, out);
        list("URIs", uris, out);
        list("IP Addresses", addresses, out);
    }

    private static void list(String title, List<String> values, Description out)
            throws IOException {
        if (!values.isEmpty()) {
            out.field("\t" + title, asFormat(String.join("\n\t\t", values)));
        }
    }

    /** kubectl takes these values for a format that lacks all its operands. */
    private static String asFormat(String text) {
        return DIRECTIVE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(directive(found.group(1))));
    }

    private static String directive(String verb) {
        return switch (verb) {
            case "" -> "%!(NOVERB)";
            case "%" -> "%";
            default -> "%!" + verb + "(MISSING)";
        };
    }

    private static String last(List<String> values) {
        return values.isEmpty() ? "" : values.getLast();
    }
}
