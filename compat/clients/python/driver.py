"""Makes calls with boto3: one JSON line in, one JSON line out (see compat/clients/README.md)."""

import datetime
import functools
import json
import sys

import boto3
import botocore.exceptions
from botocore import xform_name


@functools.cache
def client(profile, region, service):
    return boto3.Session(profile_name=profile, region_name=region).client(service)


def answer(call):
    """An operation is App Runner's, or "Pacer.…"."""
    service, operation = ([""] + call["operation"].split("."))[-2:]
    service = service.lower() or "apprunner"
    method = getattr(client(call["profile"], call["region"], service), xform_name(operation))
    try:
        output = method(**call["input"])
    except botocore.exceptions.ClientError as error:
        return {
            "refusal": {
                "code": error.response["Error"]["Code"],
                "message": error.response["Error"]["Message"],
                "type": type(error).__name__,
                "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
                "requestId": error.response["ResponseMetadata"]["RequestId"],
            }
        }
    except Exception as error:
        return {"failure": repr(error)}
    return {"requestId": output.pop("ResponseMetadata")["RequestId"], "output": output}


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    raise TypeError(type(value))


def say(line):
    print(json.dumps(line, default=plain), flush=True)


def operations(service):
    """None when there is no model of the service below AWS_DATA_PATH."""
    session = boto3.Session(region_name="us-east-1")
    known = service in session.get_available_services()
    return session.client(service).meta.service_model.operation_names if known else []


say({"operations": operations("apprunner") + ["Pacer." + name for name in operations("pacer")]})
for text in sys.stdin:
    say(answer(json.loads(text)))
