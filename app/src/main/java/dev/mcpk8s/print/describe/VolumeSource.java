package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.QuantityOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Where a pod's volume comes from, in the order kubectl looks for it, and what is told of it
 * (kubectl: {@code describe/describe.go}).
 */
enum VolumeSource {
    HOST_PATH(
            "hostPath",
            "HostPath (bare host directory volume)",
            text("Path:", "path"),
            line("HostPathType:", "type", VolumeSource::orNone)),
    EMPTY_DIR(
            "emptyDir",
            "EmptyDir (a temporary directory that shares a pod's lifetime)",
            text("Medium:", "medium"),
            line("SizeLimit:", "sizeLimit", VolumeSource::sizeLimit)),
    GCE_DISK(
            "gcePersistentDisk",
            "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)",
            text("PDName:", "pdName"),
            text("FSType:", "fsType"),
            line("Partition:", "partition", FieldValue::number),
            flag("ReadOnly:", "readOnly")),
    AWS_BLOCK_STORE(
            "awsElasticBlockStore",
            "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
            text("VolumeID:", "volumeID"),
            text("FSType:", "fsType"),
            line("Partition:", "partition", FieldValue::number),
            flag("ReadOnly:", "readOnly")),
    GIT_REPO(
            "gitRepo",
            "GitRepo (a volume that is pulled from git when the pod is created)",
            text("Repository:", "repository"),
            text("Revision:", "revision")),
    SECRET(
            "secret",
            "Secret (a volume populated by a Secret)",
            text("SecretName:", "secretName"),
            flag("Optional:", "optional")),
    CONFIG_MAP(
            "configMap",
            "ConfigMap (a volume populated by a ConfigMap)",
            text("Name:", "name"),
            flag("Optional:", "optional")),
    NFS(
            "nfs",
            "NFS (an NFS mount that lasts the lifetime of a pod)",
            text("Server:", "server"),
            text("Path:", "path"),
            flag("ReadOnly:", "readOnly")),
    ISCSI(
            "iscsi",
            "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then"
                    + " exposed to the pod)",
            text("TargetPortal:", "targetPortal"),
            text("IQN:", "iqn"),
            line("Lun:", "lun", FieldValue::number),
            text("ISCSIInterface", "iscsiInterface"),
            text("FSType:", "fsType"),
            flag("ReadOnly:", "readOnly"),
            line("Portals:", "portals", FieldValue::list),
            flag("DiscoveryCHAPAuth:", "chapAuthDiscovery"),
            flag("SessionCHAPAuth:", "chapAuthSession"),
            line("SecretRef:", "secretRef", VolumeSource::reference),
            line("InitiatorName:", "initiatorName", VolumeSource::orNone)),
    GLUSTERFS(
            "glusterfs",
            "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
            text("EndpointsName:", "endpoints"),
            text("Path:", "path"),
            flag("ReadOnly:", "readOnly")),
    CLAIM(
            "persistentVolumeClaim",
            "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
            text("ClaimName:", "claimName"),
            flag("ReadOnly:", "readOnly")),
    EPHEMERAL(
            "ephemeral",
            "EphemeralVolume (an inline specification for a volume that gets created and deleted"
                    + " with the pod)"),
    RBD(
            "rbd",
            "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
            line("CephMonitors:", "monitors", FieldValue::list),
            text("RBDImage:", "image"),
            text("FSType:", "fsType"),
            text("RBDPool:", "pool"),
            text("RadosUser:", "user"),
            text("Keyring:", "keyring"),
            line("SecretRef:", "secretRef", VolumeSource::reference),
            flag("ReadOnly:", "readOnly")),
    QUOBYTE(
            "quobyte",
            "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
            text("Registry:", "registry"),
            text("Volume:", "volume"),
            flag("ReadOnly:", "readOnly")),
    DOWNWARD_API("downwardAPI", "DownwardAPI (a volume populated by information about the pod)"),
    AZURE_DISK(
            "azureDisk",
            "AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)",
            text("DiskName:", "diskName"),
            text("DiskURI:", "diskURI"),
            text("Kind: ", "kind"),
            text("FSType:", "fsType"),
            text("CachingMode:", "cachingMode"),
            flag("ReadOnly:", "readOnly")),
    VSPHERE(
            "vsphereVolume",
            "vSphereVolume (a Persistent Disk resource in vSphere)",
            text("VolumePath:", "volumePath"),
            text("FSType:", "fsType"),
            text("StoragePolicyName:", "storagePolicyName")),
    CINDER(
            "cinder",
            "Cinder (a Persistent Disk resource in OpenStack)",
            text("VolumeID:", "volumeID"),
            text("FSType:", "fsType"),
            flag("ReadOnly:", "readOnly"),
            line("SecretRef:", "secretRef", VolumeSource::reference)),
    PHOTON_DISK(
            "photonPersistentDisk",
            "PhotonPersistentDisk (a Persistent Disk resource in photon platform)",
            text("PdID:", "pdID"),
            text("FSType:", "fsType")),
    PORTWORX(
            "portworxVolume",
            "PortworxVolume (a Portworx Volume resource)",
            text("VolumeID:", "volumeID")),
    SCALE_IO(
            "scaleIO",
            "ScaleIO (a persistent volume backed by a block device in ScaleIO)",
            text("Gateway:", "gateway"),
            text("System:", "system"),
            text("Protection Domain:", "protectionDomain"),
            text("Storage Pool:", "storagePool"),
            text("Storage Mode:", "storageMode"),
            text("VolumeName:", "volumeName"),
            text("FSType:", "fsType"),
            flag("ReadOnly:", "readOnly")),
    CEPH_FS(
            "cephfs",
            "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
            line("Monitors:", "monitors", FieldValue::list),
            text("Path:", "path"),
            text("User:", "user"),
            text("SecretFile:", "secretFile"),
            line("SecretRef:", "secretRef", VolumeSource::reference),
            flag("ReadOnly:", "readOnly")),
    STORAGE_OS(
            "storageos",
            "StorageOS (a StorageOS Persistent Disk resource)",
            text("VolumeName:", "volumeName"),
            text("VolumeNamespace:", "volumeNamespace"),
            text("FSType:", "fsType"),
            flag("ReadOnly:", "readOnly")),
    FIBRE_CHANNEL(
            "fc",
            "FC (a Fibre Channel disk)",
            line("TargetWWNs:", "targetWWNs", VolumeSource::joined),
            line("LUN:", "lun", VolumeSource::orNone),
            text("FSType:", "fsType"),
            flag("ReadOnly:", "readOnly")),
    AZURE_FILE(
            "azureFile",
            "AzureFile (an Azure File Service mount on the host and bind mount to the pod)",
            text("SecretName:", "secretName"),
            text("ShareName:", "shareName"),
            flag("ReadOnly:", "readOnly")),
    FLEX(
            "flexVolume",
            "FlexVolume (a generic volume resource that is provisioned/attached using an exec"
                    + " based plugin)",
            text("Driver:", "driver"),
            text("FSType:", "fsType"),
            line("SecretRef:", "secretRef", VolumeSource::reference),
            flag("ReadOnly:", "readOnly"),
            line("Options:", "options", FieldValue::map)),
    FLOCKER(
            "flocker",
            "Flocker (a Flocker volume mounted by the Flocker agent)",
            text("DatasetName:", "datasetName"),
            text("DatasetUUID:", "datasetUUID")),
    PROJECTED(
            "projected", "Projected (a volume that contains injected data from multiple sources)"),
    CSI(
            "csi",
            "CSI (a Container Storage Interface (CSI) volume source)",
            text("Driver:", "driver"),
            text("FSType:", "fsType"),
            flag("ReadOnly:", "readOnly")),
    IMAGE(
            "image",
            "Image (a container image or OCI artifact)",
            text("Reference:", "reference"),
            text("PullPolicy:", "pullPolicy"));

    /** What is told of a field. */
    private record Line(String title, String field, Function<JsonNode, String> show) {}

    private final String field;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of functions without state
    private final List<Line> lines;

    VolumeSource(String field, String description, Line... lines) {
        this.field = field;
        this.description = description;
        this.lines = List.of(lines);
    }

    /** The volume's field that holds such a source. */
    String field() {
        return field;
    }

    /** Writes what this source is and what its plain fields say. */
    void write(JsonNode fields, Description out) throws IOException {
        out.field(2, "Type", description);
        for (Line line : lines) {
            String value = line.show.apply(fields.path(line.field));
            out.write(2, line.title + "\t" + value + "\n");
        }
    }

    private static Line text(String title, String field) {
        return line(title, field, FieldValue::text);
    }

    private static Line flag(String title, String field) {
        return line(title, field, FieldValue::flag);
    }

    private static Line line(String title, String field, Function<JsonNode, String> show) {
        return new Line(title, field, show);
    }

    private static String orNone(JsonNode value) {
        return FieldValue.isSet(value) ? FieldValue.text(value) : FieldValue.NONE;
    }

    private static String sizeLimit(JsonNode limit) {
        BigDecimal amount = QuantityOrder.amount(FieldValue.text(limit));
        return amount == null || amount.signum() <= 0 ? FieldValue.UNSET : FieldValue.text(limit);
    }

    private static String joined(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(FieldValue::text)
                .collect(Collectors.joining(", "));
    }

    /** A reference to a Secret as Go prints the structure. */
    private static String reference(JsonNode reference) {
        return FieldValue.isSet(reference)
                ? "&LocalObjectReference{Name:" + FieldValue.text(reference.path("name")) + ",}"
                : "nil";
    }
}
