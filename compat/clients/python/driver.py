"""Makes calls with boto3: one JSON line in, one JSON line out (see compat/clients/README.md)."""

import datetime
import functools
import json
import sys

import boto3
import botocore.exceptions
from botocore import xform_name


@functools.cache
def client(profile, region):
    return boto3.Session(profile_name=profile, region_name=region).client("apprunner")


def answer(call):
    method = getattr(client(call["profile"], call["region"]), xform_name(call["operation"]))
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


model = boto3.Session(region_name="us-east-1").client("apprunner").meta.service_model
say({"operations": model.operation_names})
for text in sys.stdin:
    say(answer(json.loads(text)))
